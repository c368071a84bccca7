from django.urls import path

from moderation.handover.views import breaks, debriefs, handovers, shift, strain

app_name = "handover"
urlpatterns = [
    path("shift/", shift.shift, name="shift"),
    path("shift/write/<uuid:pk>/", handovers.write, name="write"),
    path("shift/<uuid:pk>/break/", breaks.start, name="start_break"),
    path("shift/<uuid:pk>/back/", breaks.end, name="end_break"),
    path("shift/<uuid:pk>/debrief/", debriefs.debrief, name="debrief"),
    path("shift/strain/", strain.mine, name="strain"),
    path("debriefs/", debriefs.debriefs, name="debriefs"),
    path("debriefs/<uuid:pk>/", debriefs.answer, name="answer"),
    path("debriefs/<uuid:pk>/pass/", debriefs.pass_on, name="pass_on"),
    path("debriefs/<uuid:pk>/strain/", strain.theirs, name="strain_of"),
]
