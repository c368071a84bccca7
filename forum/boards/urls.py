from django.urls import path

from forum.boards import views

app_name = "boards"
urlpatterns = [path("spaces/", views.boards, name="list")]
