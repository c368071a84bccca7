from django.urls import path

from forum.support import views

app_name = "support"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.crisis_help, name="help"),
    path("about/", views.page, {"name": "about"}, name="about"),
    path("who-reads/", views.page, {"name": "who_reads"}, name="who_reads"),
    path("safety/", views.page, {"name": "safety"}, name="safety"),
    path("guidelines/", views.page, {"name": "guidelines"}, name="guidelines"),
    path("held/", views.held, name="held"),
    path("directory/", views.directory, name="directory"),
    path("directory/<uuid:pk>/checked/", views.check, name="check"),
]
