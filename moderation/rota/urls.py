from django.urls import path

from moderation.rota import views

app_name = "rota"
urlpatterns = [
    path("cover/", views.cover, name="cover"),
    path("shifts/", views.shifts, name="shifts"),
    path("shifts/new/", views.plan_shift, name="plan_shift"),
    path("shifts/<uuid:pk>/", views.change_shift, name="change_shift"),
    path("shifts/<uuid:pk>/remove/", views.remove_shift, name="remove_shift"),
    path("shifts/places/<uuid:pk>/start/", views.sign_on, name="sign_on"),
    path("shifts/places/<uuid:pk>/end/", views.sign_off, name="sign_off"),
]
