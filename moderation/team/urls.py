from django.urls import path

from moderation.team.views import cards, inviting, standing

app_name = "team"
urlpatterns = [
    path("team/", inviting.people, name="list"),
    path("team/mine/", standing.mine, name="mine"),
    path("team/invite/", inviting.invite, name="invite"),
    path("team/link/", inviting.link, name="link"),
    path("team/invitations/<uuid:pk>/withdraw/", inviting.withdraw, name="withdraw"),
    path("team/<uuid:pk>/", standing.person, name="person"),
    path("team/<uuid:pk>/legal-name/", standing.write_legal_name, name="write_legal_name"),
    path("team/<uuid:pk>/legal-name/open/", standing.open_legal_name, name="open_legal_name"),
    path("team/<uuid:pk>/close/", inviting.close, name="close"),
    path("team/<uuid:pk>/lost-factor/", inviting.lost_factor, name="lost_factor"),
    path("team/cards/<slug:role>/", cards.edit_card, name="edit_card"),
    path("team/name/", inviting.sign_in_name, name="sign_in_name"),
    path("welcome/<str:token>/", inviting.welcome, name="welcome"),
    path("who-looks-after-this-place/", cards.cards, name="cards"),
]
