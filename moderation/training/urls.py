from django.urls import path

from moderation.training.views import desk, own, team, writing

app_name = "training"
urlpatterns = [
    path("training/", own.mine, name="mine"),
    path("training/modules/new/", writing.new_module, name="new_module"),
    path("training/modules/<uuid:pk>/", own.module, name="module"),
    path("training/modules/<uuid:pk>/change/", writing.edit_module, name="edit_module"),
    path("training/talks/", team.talks, name="talks"),
    path("training/talks/<uuid:pk>/", team.confirm, name="confirm"),
    path("training/people/", team.everybody, name="everybody"),
    path("training/people/<uuid:pk>/", team.person, name="person"),
    path("training/desk/", desk.desk, name="desk"),
    path("training/desk/<slug:key>/", desk.item, name="item"),
]
