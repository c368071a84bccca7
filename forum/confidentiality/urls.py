from django.urls import path

from forum.confidentiality import views

app_name = "confidentiality"
urlpatterns = [
    path("limits/", views.limits, name="limits"),
    path("limits/<int:version>/", views.limits, name="version"),
    path("limits/read/", views.read, name="read"),
    path("limits/easy/", views.easy, name="easy"),
    path("limits/<int:version>/easy/", views.easy, name="easy_version"),
    path("notices/", views.publish, name="publish"),
    path("notices/preview/", views.preview, name="preview"),
    path("notices/drop/", views.drop, name="drop"),
]
