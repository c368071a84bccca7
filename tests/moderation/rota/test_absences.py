"""Days away, and the pause."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import chores
from moderation.rota.away import in_words
from moderation.rota.cover import cover_at
from moderation.rota.models import Absence, Duty, Offer, OfferState, Place, State
from moderation.rota.services.absences import AbsenceUnclear, begin_pause, declare_absence, end_absence
from moderation.rota.services.offers import offer_place
from moderation.team.services import close_duty_account
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_duty

pytestmark = pytest.mark.django_db


def told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).values_list("words", flat=True))


def test_days_away_free_the_places_in_them_and_only_those(mo: Account, nia: Account, clock: FakeClock) -> None:
    before, inside, after = (
        make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=days))) for days in (5, 10, 15)
    )
    absence = declare_absence(actor=mo, starts_at=clock() + timedelta(days=8), ends_at=clock() + timedelta(days=12))
    assert set(Place.objects.all()) == {before, after}
    assert [words for words in told(nia) if "A place is open: host" in words]
    assert "away" not in " ".join(told(nia))
    assert set(Entry.objects.values_list("action", flat=True)) == {"place.dropped", "absence.declared"}
    assert str(inside.pk) not in str(absence.pk)


def test_a_place_that_is_near_is_given_up_so_that_the_gap_shows(mo: Account, nia: Account, clock: FakeClock) -> None:
    near = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=20)))
    declare_absence(actor=mo, starts_at=clock(), ends_at=clock() + timedelta(days=3))
    near.refresh_from_db()
    assert near.state == State.GIVEN_UP
    assert "place.given_up" in set(Entry.objects.values_list("action", flat=True))
    assert told(nia)


def test_the_same_days_twice_are_one_absence(mo: Account, clock: FakeClock) -> None:
    start, end = clock() + timedelta(days=1), clock() + timedelta(days=3)
    first = declare_absence(actor=mo, starts_at=start, ends_at=end)
    assert declare_absence(actor=mo, starts_at=start, ends_at=end) == first
    with pytest.raises(AbsenceUnclear):
        declare_absence(actor=mo, starts_at=end, ends_at=start)
    with pytest.raises(AbsenceUnclear):
        declare_absence(actor=mo, starts_at=clock() - timedelta(days=3), ends_at=clock() - timedelta(days=1))


def test_a_pause_takes_somebody_off_everything_at_once(mo: Account, nia: Account, clock: FakeClock) -> None:
    here = put_on_duty(mo)
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=30)))
    assert cover_at(clock()).is_staffed
    pause = begin_pause(actor=mo)
    assert begin_pause(actor=mo) == pause
    here.refresh_from_db()
    assert (here.state, here.is_signed_on) == (State.GIVEN_UP, False)
    assert Place.objects.count() == 1
    assert not cover_at(clock()).is_staffed
    assert mo.stage == Account.objects.get(pk=mo.pk).stage
    assert len(told(nia)) == 2


def test_what_somebody_did_before_they_went_stays_written(mo: Account, clock: FakeClock) -> None:
    here = put_on_duty(mo)
    begin_pause(actor=mo)
    here.refresh_from_db()
    assert (here.signed_on_at, here.signed_off_at) == (clock() - timedelta(hours=1), clock())


def test_a_pause_closes_offers_and_tells_whoever_hoped_for_an_exchange(mo: Account, clock: FakeClock) -> None:
    oli = make_account("Oli", Role.MODERATOR)
    theirs = make_place(oli, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=1)))
    mine = make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=9)))
    offer_place(actor=mo, place=mine, to=oli, in_return=theirs)
    begin_pause(actor=oli)
    assert Offer.objects.get().state == OfferState.WITHDRAWN
    assert any("An exchange you offered" in words for words in told(mo))
    assert Place.objects.get(pk=mine.pk).account == mo


def test_coming_back_ends_it_and_puts_nothing_back(mo: Account, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=5)))
    pause = begin_pause(actor=mo)
    clock.advance(days=1)
    end_absence(actor=mo, absence=pause)
    end_absence(actor=mo, absence=pause)
    pause.refresh_from_db()
    assert pause.ends_at == clock()
    assert not Place.objects.exists()
    assert Entry.objects.filter(action="absence.ended").count() == 1
    assert begin_pause(actor=mo) != pause


def test_days_away_that_have_not_begun_are_taken_back_whole(mo: Account, clock: FakeClock) -> None:
    absence = declare_absence(actor=mo, starts_at=clock() + timedelta(days=1), ends_at=clock() + timedelta(days=3))
    end_absence(actor=mo, absence=absence)
    assert not Absence.objects.exists()


def test_nobody_ends_somebody_elses_absence_and_only_planners_see_it(
    mo: Account, lea: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    absence = begin_pause(actor=mo)
    for other in (lea, nia):
        with pytest.raises(NotGranted):
            end_absence(actor=other, absence=absence)
    assert browse(lea).post(reverse("rota:end_absence", args=[absence.pk])).status_code == 404
    assert "Mo" in browse(nia).get(reverse("rota:absences")).content.decode()
    assert ">Mo<" not in browse(lea).get(reverse("rota:absences")).content.decode()


def test_the_page_takes_days_and_times_of_the_services_clock(mo: Account, browse: Browse, clock: FakeClock) -> None:
    client, address = browse(mo), reverse("rota:absences")
    assert client.post(address, {"first_day": "2026-12-01", "last_day": "2026-12-02"}).status_code == 302
    absence = Absence.objects.get()
    assert (absence.starts_at, absence.ends_at) == (
        datetime(2026, 12, 1, tzinfo=UTC),
        datetime(2026, 12, 3, tzinfo=UTC),
    )
    assert "Tue 1 Dec to Wed 2 Dec" in client.get(address).content.decode()
    times = {"first_day": "2026-12-05", "from_time": "14:00", "last_day": "2026-12-05", "until_time": "18:00"}
    assert client.post(address, times).status_code == 302
    assert "Sat 5 Dec, 14:00 to Sat 5 Dec, 18:00" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"first_day": "", "last_day": "2026-12-02"},
        {"first_day": "2026-12-03", "last_day": "2026-12-02"},
        {"first_day": "2026-11-01", "last_day": "2026-11-02"},
        {"first_day": "2026-12-03", "last_day": "2036-12-02"},
        {"first_day": "2027-03-28", "from_time": "01:30", "last_day": "2027-03-28"},
        {"first_day": "2026-12-03", "from_time": "18:00", "last_day": "2026-12-03", "until_time": "12:00"},
    ],
)
def test_days_that_do_not_fit_come_back_with_what_was_typed(
    mo: Account, browse: Browse, clock: FakeClock, fields: dict[str, str]
) -> None:
    answer = browse(mo).post(reverse("rota:absences"), fields)
    assert answer.status_code == 422
    assert f'value="{fields["last_day"]}"' in answer.content.decode()


def test_days_across_the_change_of_the_clocks_are_whole_days(mo: Account, browse: Browse, clock: FakeClock) -> None:
    clock.set(datetime(2027, 3, 1, tzinfo=UTC))
    browse(mo).post(reverse("rota:absences"), {"first_day": "2027-03-28", "last_day": "2027-03-28"})
    absence = Absence.objects.get()
    assert absence.ends_at is not None
    assert absence.ends_at - absence.starts_at == timedelta(hours=23)
    assert in_words(absence) == "Sun 28 Mar"


def test_pausing_and_coming_back_is_one_press_each(mo: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(mo)
    assert client.post(reverse("rota:pause")).status_code == 302
    assert "You are on a pause" in client.get(reverse("rota:absences")).content.decode()
    assert client.post(reverse("rota:end_absence", args=[Absence.objects.get().pk])).status_code == 302
    assert "I need a pause" in client.get(reverse("rota:absences")).content.decode()


def test_absences_are_forgotten_after_a_year(mo: Account, clock: FakeClock) -> None:
    begin_pause(actor=mo)
    Absence.objects.create(account=mo, starts_at=clock() - timedelta(days=380), ends_at=clock() - timedelta(days=370))
    assert chores.forget_old_absences(clock()) == 1


def test_whoever_leaves_in_a_pause_is_not_away_for_ever(mo: Account, nia: Account, clock: FakeClock) -> None:
    begin_pause(actor=mo)
    Absence.objects.create(account=mo, starts_at=clock() + timedelta(days=9), ends_at=clock() + timedelta(days=12))
    clock.advance(days=2)
    close_duty_account(actor=nia, account=mo)
    assert Absence.objects.get().ends_at == clock()
    assert chores.forget_old_absences(clock() + timedelta(days=366)) == 1
