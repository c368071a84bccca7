from django.urls import path

from forum.threads.views import not_meeting, reading, withdrawing, writing

app_name = "threads"
urlpatterns = [
    path("spaces/<uuid:pk>/", reading.board, name="board"),
    path("spaces/<uuid:pk>/write/", writing.write, name="write"),
    path("t/<uuid:pk>/", reading.thread, name="thread"),
    path("t/<uuid:pk>/reply/", writing.reply, name="reply"),
    path("p/<uuid:pk>/", reading.post, name="post"),
    path("p/<uuid:pk>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path("p/<uuid:pk>/block/", not_meeting.block, name="block"),
    path("p/<uuid:pk>/mute/", not_meeting.mute, name="mute"),
    path("yours/words/take-back/", withdrawing.withdraw_all, name="withdraw_all"),
]
