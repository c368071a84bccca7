from django.urls import path

from moderation.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("concerns/", views.board, name="board"),
    path("concerns/board/", views.live_board, name="live_board"),
    path("concerns/<uuid:pk>/", views.concern, name="concern"),
    path("concerns/<uuid:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/letters/", views.letters, name="letters"),
    path("cases/<uuid:pk>/note/", views.note, name="note"),
    path("cases/<uuid:pk>/write/", views.write, name="write"),
    path("cases/<uuid:pk>/told/", views.told, name="told"),
    path("cases/<uuid:pk>/consent/", views.consent, name="consent"),
    path("cases/<uuid:pk>/level/", views.level, name="level"),
    path("cases/<uuid:pk>/consult/", views.consult, name="consult"),
    path("cases/<uuid:pk>/decide/", views.decide, name="decide"),
    path("cases/<uuid:pk>/close/", views.close, name="close"),
    path("cases/<uuid:pk>/look-again/", views.look_again, name="look_again"),
    path("cases/<uuid:pk>/take-over/", views.take_over, name="take_over"),
    path("cases/<uuid:pk>/envelope/", views.envelope, name="envelope"),
    path("envelopes/<uuid:pk>/", views.agree, name="agree"),
    path("consultations/<uuid:pk>/", views.advise, name="advise"),
]
