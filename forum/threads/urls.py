from django.urls import path

from forum.threads import views

app_name = "threads"
urlpatterns = [
    path("spaces/<uuid:pk>/", views.board, name="board"),
    path("spaces/<uuid:pk>/write/", views.write, name="write"),
    path("t/<uuid:pk>/", views.thread, name="thread"),
    path("t/<uuid:pk>/reply/", views.reply, name="reply"),
    path("p/<uuid:pk>/", views.post, name="post"),
    path("p/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
