from django.urls import path

from forum.private import views

app_name = "private"
urlpatterns = [
    path("private/", views.list_, name="list"),
    path("private/door/", views.door, name="door"),
    path("p/<uuid:pk>/private/", views.ask, name="ask"),
    path("private/<uuid:pk>/", views.talk, name="talk"),
    path("private/<uuid:pk>/accept/", views.accept, name="accept"),
    path("private/<uuid:pk>/away/", views.put_away, name="put_away"),
    path("private/<uuid:pk>/end/", views.end, name="end"),
    path("private/<uuid:pk>/block/", views.block, name="block"),
]
