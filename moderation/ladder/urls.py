from django.urls import path

from moderation.ladder import views

app_name = "ladder"
urlpatterns = [
    path("stages/", views.mine, name="mine"),
    path("stages/back/", views.go_back, name="go_back"),
    path("stages/team/", views.everybody, name="everybody"),
    path("stages/people/<uuid:pk>/", views.person, name="person"),
    path("stages/people/<uuid:pk>/sign/", views.sign_off, name="sign_off"),
    path("stages/people/<uuid:pk>/back/", views.step_back, name="step_back"),
]
