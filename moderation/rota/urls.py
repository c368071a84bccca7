from django.urls import path

from moderation.rota.views import cover, presence, shifts

app_name = "rota"
urlpatterns = [
    path("cover/", cover.cover, name="cover"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/new/", shifts.plan_shift, name="plan_shift"),
    path("shifts/<uuid:pk>/", shifts.change_shift, name="change_shift"),
    path("shifts/<uuid:pk>/remove/", shifts.remove_shift, name="remove_shift"),
    path("shifts/places/<uuid:pk>/start/", presence.sign_on, name="sign_on"),
    path("shifts/places/<uuid:pk>/end/", presence.sign_off, name="sign_off"),
]
