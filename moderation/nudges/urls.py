from django.urls import path

from moderation.nudges import views

app_name = "nudges"
urlpatterns = [
    path("for-you/", views.nudges, name="list"),
    path("for-you/<uuid:pk>/away/", views.put_away, name="put_away"),
    path("for-you/reminders/", views.reminders, name="reminders"),
    path("for-you/reminders/off/", views.turn_off, name="turn_off"),
]
