from django.urls import path

from moderation.rota.views import absences, cannot_come, cover, lead, offers, places, planning, presence, shifts, wishes

app_name = "rota"
urlpatterns = [
    path("cover/", cover.cover, name="cover"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/new/", planning.plan_shift, name="plan_shift"),
    path("shifts/open/", places.open_shifts, name="open_shifts"),
    path("shifts/<uuid:pk>/", places.shift, name="shift"),
    path("shifts/<uuid:pk>/take/", places.take, name="take"),
    path("shifts/<uuid:pk>/drop/", places.drop, name="drop"),
    path("shifts/<uuid:pk>/fill/", places.fill, name="fill"),
    path("shifts/<uuid:pk>/approve/", places.approve, name="approve"),
    path("shifts/<uuid:pk>/decline/", places.decline, name="decline"),
    path("shifts/<uuid:pk>/clear/", places.clear, name="clear"),
    path("shifts/<uuid:pk>/change/", planning.change_shift, name="change_shift"),
    path("shifts/<uuid:pk>/remove/", planning.remove_shift, name="remove_shift"),
    path("shifts/places/<uuid:pk>/start/", presence.sign_on, name="sign_on"),
    path("shifts/places/<uuid:pk>/end/", presence.sign_off, name="sign_off"),
    path("shifts/places/<uuid:pk>/end-for/", presence.sign_off_for, name="sign_off_for"),
    path("shifts/places/<uuid:pk>/offer/", offers.offer, name="offer"),
    path("shifts/places/<uuid:pk>/offer/<uuid:other>/", offers.offer_to, name="offer_to"),
    path("shifts/places/<uuid:pk>/cannot-come/", cannot_come.cannot_come, name="cannot_come"),
    path("shifts/places/<uuid:pk>/come-after-all/", cannot_come.come_after_all, name="come_after_all"),
    path("shifts/offers/", offers.offers, name="offers"),
    path("shifts/offers/<uuid:pk>/accept/", offers.accept_offer, name="accept_offer"),
    path("shifts/offers/<uuid:pk>/withdraw/", offers.withdraw_offer, name="withdraw_offer"),
    path("shifts/absences/", absences.absences, name="absences"),
    path("shifts/absences/pause/", absences.pause, name="pause"),
    path("shifts/absences/<uuid:pk>/end/", absences.end_absence, name="end_absence"),
    path("shifts/wishes/", wishes.wishes, name="wishes"),
    path("shifts/wishes/<uuid:pk>/remove/", wishes.drop_wish, name="drop_wish"),
    path("shifts/<uuid:pk>/lead/", lead.lead, name="lead"),
]
