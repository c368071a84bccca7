from django.urls import path

from forum.shaping import views

app_name = "shaping"
urlpatterns = [
    path("site/choices/", views.choices, name="choices"),
    path("site/wording/", views.wording, name="wording"),
]
