from django.urls import path

from moderation.supervision.views import home, people, sessions

app_name = "supervision"
urlpatterns = [
    path("supervision/", home.home, name="home"),
    path("supervision/log/", home.log, name="log"),
    path("supervision/log/<uuid:pk>/delete/", home.forget_entry, name="forget_entry"),
    path("supervision/plan/", sessions.plan_one_to_one, name="plan"),
    path("supervision/plan/group/", sessions.plan_group, name="plan_group"),
    path("supervision/sessions/", people.sessions, name="sessions"),
    path("supervision/sessions/<uuid:pk>/", sessions.session, name="session"),
    path("supervision/sessions/<uuid:pk>/move/", sessions.move, name="move"),
    path("supervision/sessions/<uuid:pk>/cancel/", sessions.cancel, name="cancel"),
    path("supervision/sessions/<uuid:pk>/held/", sessions.took_place, name="took_place"),
    path("supervision/sessions/<uuid:pk>/note/", sessions.note, name="note"),
    path("supervision/sessions/<uuid:pk>/note/delete/", sessions.forget_note, name="forget_note"),
    path("supervision/people/", people.people, name="people"),
    path("supervision/people/<uuid:pk>/", people.arrange, name="arrange"),
]
