from django.urls import path

from forum.boards import views

app_name = "boards"
urlpatterns = [
    path("spaces/", views.boards, name="list"),
    path("spaces/<uuid:pk>/join/", views.join, name="join"),
    path("spaces/<uuid:pk>/leave/", views.leave, name="leave"),
    path("spaces/<uuid:pk>/put-away/", views.put_away, name="put_away"),
    path("boards/settings/", views.settings, name="settings"),
    path("boards/new/", views.new, name="new"),
    path("boards/<uuid:pk>/settings/", views.set_, name="set"),
    path("boards/<uuid:pk>/shape/", views.shape, name="shape"),
]
