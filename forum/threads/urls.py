from django.urls import path

from forum.threads.views import answering, editing, lists, not_meeting, places, reading, withdrawing, writing

app_name = "threads"
urlpatterns = [
    path("spaces/unanswered/", lists.unanswered, name="unanswered"),
    path("spaces/unanswered/offer/", lists.offer, name="offer"),
    path("spaces/since/", lists.since, name="since"),
    path("spaces/since/keep/", lists.keep_places, name="keep_places"),
    path("spaces/kept/", lists.kept, name="kept"),
    path("spaces/followed/", lists.placed, name="placed"),
    path("spaces/<uuid:pk>/", reading.board, name="board"),
    path("spaces/<uuid:pk>/write/", writing.write, name="write"),
    path("t/<uuid:pk>/", reading.thread, name="thread"),
    path("t/<uuid:pk>/reply/", writing.reply, name="reply"),
    path("t/<uuid:pk>/place/", places.place, name="place"),
    path("t/<uuid:pk>/step-back/", places.step_back, name="step_back"),
    path("t/<uuid:pk>/come-back/", places.come_back, name="come_back"),
    path("t/<uuid:pk>/wish/", editing.wish, name="wish"),
    path("p/<uuid:pk>/", reading.post, name="post"),
    path("p/<uuid:pk>/quote/", writing.quote, name="quote"),
    path("p/<uuid:pk>/edit/", editing.edit, name="edit"),
    path("p/<uuid:pk>/versions/", editing.versions, name="versions"),
    path("p/<uuid:pk>/versions/forget/", editing.forget, name="forget_versions"),
    path("p/<uuid:pk>/react/", answering.react, name="react"),
    path("p/<uuid:pk>/keep/", answering.keep, name="keep"),
    path("p/<uuid:pk>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path("p/<uuid:pk>/block/", not_meeting.block, name="block"),
    path("p/<uuid:pk>/mute/", not_meeting.mute, name="mute"),
    path("yours/words/take-back/", withdrawing.withdraw_all, name="withdraw_all"),
]
