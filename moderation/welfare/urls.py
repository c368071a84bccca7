from django.urls import path

from moderation.welfare.views import leaving, own, people

app_name = "welfare"
urlpatterns = [
    path("welfare/", own.home, name="home"),
    path("welfare/topics/", own.my_topics, name="topics"),
    path("welfare/plan/", own.my_plan, name="plan"),
    path("welfare/plan/delete/", own.forget_plan, name="forget_plan"),
    path("welfare/people/", people.people, name="people"),
    path("welfare/people/<uuid:pk>/", people.name_supporter, name="name_supporter"),
    path("welfare/leaving/", leaving.leaving, name="leaving"),
    path("welfare/leaving/stay/", leaving.stay, name="stay"),
    path("welfare/leaving/thanks/", leaving.thanks, name="thanks"),
    path("welfare/leaving/fresh-start/", leaving.fresh_start, name="fresh_start"),
    path("welfare/leaving/<uuid:pk>/", leaving.one_leaving, name="one_leaving"),
    path("welfare/leaving/<uuid:pk>/take-talk/", leaving.take_talk, name="take_talk"),
    path("welfare/leaving/<uuid:pk>/talk/", leaving.talk, name="talk"),
    path("welfare/leaving/<uuid:pk>/thank/", leaving.thank, name="thank"),
]
