from django.urls import path

from moderation.team import views

app_name = "team"
urlpatterns = [
    path("team/", views.people, name="list"),
    path("team/invite/", views.invite, name="invite"),
    path("team/link/", views.link, name="link"),
    path("team/invitations/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("team/<uuid:pk>/close/", views.close, name="close"),
    path("team/<uuid:pk>/lost-factor/", views.lost_factor, name="lost_factor"),
    path("team/name/", views.sign_in_name, name="sign_in_name"),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
]
