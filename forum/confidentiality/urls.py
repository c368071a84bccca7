from django.urls import path

from forum.confidentiality import views

app_name = "confidentiality"
urlpatterns = [
    path("limits/", views.limits, name="limits"),
    path("limits/<int:version>/", views.limits, name="version"),
    path("limits/read/", views.read, name="read"),
    path("notices/", views.publish, name="publish"),
]
