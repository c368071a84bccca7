from django.urls import path

from forum.names import views

app_name = "names"
urlpatterns = [path("yours/name/", views.change, name="change")]
