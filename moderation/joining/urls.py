from django.urls import path

from moderation.joining.views import mine, team

app_name = "joining"
urlpatterns = [
    path("join-the-team/", mine.start, name="start"),
    path("join-the-team/write/", mine.write, name="write"),
    path("join-the-team/somebody/", mine.reference, name="reference"),
    path("join-the-team/talk/", mine.reply, name="reply"),
    path("join-the-team/take-back/", mine.withdraw, name="withdraw"),
    path("join-the-team/take-link/", mine.take_link, name="take_link"),
    path("join-the-team/link/", mine.link, name="link"),
    path("applications/", team.list_, name="list"),
    path("applications/<uuid:pk>/", team.application, name="application"),
    path("applications/<uuid:pk>/readers/", team.ask_reader, name="ask_reader"),
    path("applications/<uuid:pk>/view/", team.say_view, name="say_view"),
    path("applications/<uuid:pk>/plan/", team.plan_talk, name="plan_talk"),
    path("applications/<uuid:pk>/talk/", team.note_talk, name="note_talk"),
    path("applications/<uuid:pk>/welcome/", team.say_yes, name="say_yes"),
    path("applications/<uuid:pk>/not-yet/", team.say_not_yet, name="say_not_yet"),
    path("applications/readings/<uuid:pk>/let-go/", team.let_go, name="let_go"),
    path("applications/references/<uuid:pk>/", team.hear, name="hear"),
    path("bring-my-answers/", team.bring, name="bring"),
]
