from django.urls import path

from forum.drafts import views

app_name = "drafts"
urlpatterns = [
    path("drafts/", views.drafts, name="list"),
    path("drafts/keep/", views.keep, name="keep"),
    path("drafts/forget/", views.forget, name="forget"),
]
