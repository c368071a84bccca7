from django.urls import path

from forum.blocks import views

app_name = "blocks"
urlpatterns = [
    path("blocks/", views.list_, name="list"),
    path("blocks/<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("blocks/muted/<uuid:pk>/take-back/", views.unmute, name="unmute"),
]
