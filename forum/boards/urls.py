from django.urls import path

from forum.boards import views

app_name = "boards"
urlpatterns = [
    path("spaces/", views.boards, name="list"),
    path("boards/settings/", views.settings, name="settings"),
    path("boards/<uuid:pk>/settings/", views.set_, name="set"),
]
