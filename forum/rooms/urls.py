from django.urls import path

from forum.rooms.views import acts, door, listing, room, session, support

app_name = "rooms"
urlpatterns = [
    path("chat/", listing.list_, name="list"),
    path("chat/support/", support.support, name="support"),
    path("chat/<uuid:pk>/", session.session, name="session"),
    path("chat/<uuid:pk>/calendar.ics", listing.calendar, name="calendar"),
    path("chat/<uuid:pk>/door/", door.door, name="door"),
    path("chat/<uuid:pk>/room/", room.room, name="room"),
    path("chat/<uuid:pk>/since/", room.since, name="since"),
    path("chat/<uuid:pk>/leave/", acts.leave, name="leave"),
    path("chat/<uuid:pk>/how/", acts.how, name="how"),
    path("chat/<uuid:pk>/not-ok/", acts.not_ok, name="not_ok"),
    path("chat/<uuid:pk>/book/", support.book, name="book"),
    path("chat/<uuid:pk>/give-back/", support.give_back, name="give_back"),
    path("chat/m/<uuid:pk>/take-back/", acts.withdraw, name="withdraw"),
    path("chat/m/<uuid:pk>/block/", acts.block, name="block"),
]
