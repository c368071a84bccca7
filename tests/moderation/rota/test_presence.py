"""Starting and ending a shift: who cannot start and why, who ends it for somebody, what happens to a forgotten one."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota.cover import cover_at
from moderation.rota.models import Absence, Duty, Place, State
from moderation.rota.services import close_forgotten, sign_off_for, sign_on
from tests.conftest import Browse, FakeClock
from tests.factories.rota import make_place, put_on_duty
from tests.forum.answers import said


@pytest.mark.parametrize(
    ("state", "told"), [(State.ASKED, "waits for a manager"), (State.GIVEN_UP, "you cannot come, and that stands")]
)
def test_a_place_that_is_not_confirmed_does_not_start(mo: Account, clock: FakeClock, state: State, told: str) -> None:
    place = make_place(mo, Duty.HOST)
    Place.objects.filter(pk=place.pk).update(state=state)
    with pytest.raises(NotNow, match=told):
        sign_on(actor=mo, place=place)
    assert not Place.objects.get(pk=place.pk).is_signed_on


@pytest.mark.parametrize("days", [None, 1])
def test_whoever_pauses_or_is_away_is_told_kindly(mo: Account, clock: FakeClock, days: int | None) -> None:
    place = make_place(mo, Duty.HOST)
    ends_at = clock() + timedelta(days=days) if days else None
    Absence.objects.create(account=mo, starts_at=clock() - timedelta(hours=1), ends_at=ends_at)
    with pytest.raises(NotNow, match="you owe nobody this shift"):
        sign_on(actor=mo, place=place)


def test_whoever_is_back_may_start(mo: Account, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST)
    Absence.objects.create(account=mo, starts_at=clock() - timedelta(days=1), ends_at=clock())
    assert sign_on(actor=mo, place=place).is_signed_on


def test_a_manager_ends_somebodys_shift_for_them(browse: Browse, mo: Account, nia: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    visitor = browse(nia)
    path = f"/shifts/places/{place.pk}/end-for/"
    assert path in said(visitor.get("/shift/"))
    assert path in said(visitor.get(f"/shifts/{place.shift_id}/"))
    assert "End the shift of Mo?" in said(visitor.get(path))
    for _ in range(2):
        assert visitor.post(path).headers["Location"] == "/shift/"
    assert not cover_at(clock()).is_staffed
    entry = Entry.objects.get(action="shift.signed_off")
    assert (entry.actor_id, entry.subject["place_id"]) == (nia.pk, str(place.pk))
    nudge = Nudge.objects.get(account=mo)
    assert nudge.words == (
        "Nia ended your shift of Tue 24 Nov, 18:00 for you, at 19:00. If you are still here, you can start it again."
    )
    assert sign_on(actor=mo, place=place).is_signed_on


def test_nobody_else_ends_it_for_them(browse: Browse, mo: Account, lea: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    with pytest.raises(NotGranted):
        sign_off_for(actor=lea, place=place)
    assert browse(lea).get(f"/shifts/places/{place.pk}/end-for/").status_code == 404
    assert "End this shift for" not in said(browse(lea).get("/shift/"))
    assert "/end-for/" not in said(browse(lea).get(f"/shifts/{place.shift_id}/"))


def test_a_forgotten_shift_closes_by_itself_and_says_so_once(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = put_on_duty(mo)
    clock.set(place.shift.ends_at + timedelta(minutes=15))
    assert [close_forgotten(now=clock()) for _ in range(2)] == [1, 0]
    assert Place.objects.get(pk=place.pk).signed_off_at == place.shift.ends_at
    assert Nudge.objects.get(account=mo).words == (
        "Your shift of Tue 24 Nov, 18:00 was still open, so we ended it for you, at 22:00. "
        "If that is not right, you can set it right in your hours."
    )
    visitor = browse(mo)
    page = said(visitor.get("/shifts/"))
    assert "was still open, so we ended it for you, at 22:00" in page
    assert f"/hours/shifts/{place.pk}/correct/" in page
    visitor.post(f"/for-you/{Nudge.objects.get(account=mo).pk}/away/", {"back": "/shifts/"})
    assert "was still open" not in said(visitor.get("/shifts/"))
