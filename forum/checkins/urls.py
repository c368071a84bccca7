from django.urls import path

from forum.checkins import views

app_name = "checkins"
urlpatterns = [
    path("check-ins/", views.mine, name="mine"),
    path("check-ins/change/", views.change, name="change"),
    path("check-ins/answer/", views.answer, name="answer"),
    path("check-ins/answered/", views.answered, name="answered"),
]
