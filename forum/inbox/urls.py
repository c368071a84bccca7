from django.urls import path

from forum.inbox import views

app_name = "inbox"
urlpatterns = [
    path("messages/", views.list_, name="list"),
    path("messages/<uuid:pk>/", views.conversation, name="conversation"),
]
