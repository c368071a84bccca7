from django.urls import path

from moderation.review import views

app_name = "review"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/lanes/", views.lanes, name="lanes"),
    path("desk/p/<uuid:pk>/warn/", views.warn, name="warn"),
    path("desk/<uuid:pk>/", views.item, name="item"),
    path("desk/<uuid:pk>/claim/", views.claim, name="claim"),
    path("desk/<uuid:pk>/release/", views.release, name="release"),
    path("desk/<uuid:pk>/decide/", views.decide, name="decide"),
    path("desk/<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
    path("desk/<uuid:pk>/hand-on/", views.hand_on, name="hand_on"),
]
