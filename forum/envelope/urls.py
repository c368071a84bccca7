from django.urls import path

from forum.envelope import views

app_name = "envelope"
urlpatterns = [path("yours/envelope/", views.envelope, name="mine")]
