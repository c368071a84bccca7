from django.urls import path

from moderation.referring import views

app_name = "referring"
urlpatterns = [
    path("putting-in-touch/", views.list_, name="list"),
    path("putting-in-touch/<uuid:pk>/", views.one, name="one"),
    path("putting-in-touch/<uuid:pk>/take/", views.take, name="take"),
    path("putting-in-touch/<uuid:pk>/sent/", views.sent, name="sent"),
    path("putting-in-touch/<uuid:pk>/answer/", views.answer, name="answer"),
    path("putting-in-touch/<uuid:pk>/close/", views.close, name="close"),
]
