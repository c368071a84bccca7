"""Losing cover is noticed once, and only those hear of it who can help. It is 19:00; shifts end at 22:00."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.rota import services, watch
from moderation.rota.chores import watch_cover
from moderation.rota.cover import cover_at
from moderation.rota.models import Duty, Place, Shift, State, Watch
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty

Commit = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def kay(db: None) -> Account:
    """A moderator who is off shift."""
    return make_account("Kay", Role.MODERATOR)


def told(name: str = "") -> list[tuple[str, dict[str, bool]]]:
    entries = Entry.objects.filter(action__startswith=f"shift.cover{name}").order_by("sequence")
    return list(entries.values_list("action", "subject"))


def heard() -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for name, words in Nudge.objects.order_by("key").values_list("account__pseudonym", "words"):
        lines.setdefault(name, []).append(words)
    return lines


def test_cover_is_found_and_lost_once(mo: Account, lea: Account, nia: Account, kay: Account, clock: FakeClock) -> None:
    put_on_call(lea)
    place = put_on_duty(mo)
    assert watch.look(clock())
    assert not watch.look(clock())
    assert told() == [("shift.cover_found", {"staffing": True, "chat": False})]
    put_on_duty(make_account("Jay", Role.MODERATOR), Duty.SECOND)
    watch.look(clock())
    assert told()[1:] == [("shift.cover_found", {"staffing": False, "chat": True})]
    services.sign_off(actor=mo, place=place)
    watch.look(clock())
    watch_cover(clock())
    assert told()[2:] == [("shift.cover_lost", {"staffing": False, "chat": True})]
    assert Watch.objects.get().is_staffed
    assert heard() == {
        name: ["Fewer people are here, or on call, than a safe chat needs. The shift goes on until 22:00."]
        for name in ("Lea", "Nia")
    }


def test_the_last_one_leaves_early(mo: Account, lea: Account, nia: Account, kay: Account, clock: FakeClock) -> None:
    put_on_call(lea)
    place = put_on_duty(mo)
    watch.look(clock())
    services.sign_off(actor=mo, place=place)
    watch.look(clock())
    assert told("_lost") == [("shift.cover_lost", {"staffing": True, "chat": False})]
    line = "Nobody from the team is here any more, though we planned to be here until 22:00."
    assert heard() == {"Lea": [line], "Nia": [line]}, "Moderators off shift are left in peace."


def test_the_end_of_a_shift_is_no_loss_to_tell_anybody_of(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    put_on_call(lea)
    place = put_on_duty(mo)
    watch.look(clock())
    clock.set(place.shift.ends_at - timedelta(minutes=5))
    services.sign_off(actor=mo, place=place)
    watch.look(clock())
    assert [action for action, _ in told()] == ["shift.cover_found", "shift.cover_lost"]
    assert heard() == {}


def test_the_only_host_falls_ill_ten_minutes_before(
    mo: Account, lea: Account, sam: Account, nia: Account, kay: Account, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=clock() + timedelta(minutes=10))
    place = make_place(mo, Duty.HOST, shift)
    make_place(lea, Duty.ON_CALL, shift)
    make_place(sam, Duty.DEPUTY, shift)
    watch.look(clock())
    assert heard() == {}
    Place.objects.filter(pk=place.pk).update(state=State.GIVEN_UP)
    watch.look(clock())
    watch.look(clock())
    line = "Nobody is planned to be here: Tue 24 Nov, 19:10 to 23:10. Please look whether somebody can be found."
    assert heard() == {name: [line] for name in ("Lea", "Nia", "Sam")}
    assert cover_at(clock()).sentence.endswith("We have not planned the next time yet.")


def test_a_shift_that_nobody_starts_is_told(
    mo: Account, lea: Account, nia: Account, kay: Account, clock: FakeClock
) -> None:
    shift = make_shift(starts_at=clock())
    make_place(mo, Duty.HOST, shift)
    make_place(lea, Duty.ON_CALL, shift)
    for _ in range(3):
        clock.advance(minutes=4)
        watch.look(clock())
    line = "Nobody has started this shift yet: Tue 24 Nov, 19:00 to 23:00."
    assert heard() == {"Lea": [line], "Nia": [line]}
    assert told() == []


def test_nobody_on_call_is_told_to_the_deputy(mo: Account, sam: Account, nia: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    make_place(sam, Duty.DEPUTY)
    watch.look(clock())
    assert heard().keys() == {"Nia", "Sam"}
    assert heard()["Sam"][0].startswith("Nobody is on call: Tue 24 Nov, 18:00 to 22:00.")


def test_a_shift_without_such_needs_is_left_alone(nia: Account, clock: FakeClock) -> None:
    Shift.objects.create(starts_at=clock(), ends_at=clock() + timedelta(hours=2), needs={"shadow": [1, 1]})
    clock.advance(minutes=20)
    watch.look(clock())
    assert heard() == {}


def test_a_change_of_the_rota_is_looked_at_once_it_is_real(
    mo: Account, clock: FakeClock, django_capture_on_commit_callbacks: Commit
) -> None:
    place = make_place(mo, Duty.HOST)
    with django_capture_on_commit_callbacks(execute=True):
        services.sign_on(actor=mo, place=place)
        assert told() == []
    assert told() == [("shift.cover_found", {"staffing": True, "chat": False})]


def test_pages_ask_nothing_more_for_it(
    mo: Account, clock: FakeClock, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    put_on_duty(mo)
    with django_assert_num_queries(2):
        cover_at(clock())
    assert not Watch.objects.exists()


def test_around_the_clock_change_only_instants_count(mo: Account, nia: Account, clock: FakeClock) -> None:
    clock.set(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    make_place(mo, Duty.HOST, make_shift(starts_at=datetime(2026, 10, 24, 23, 0, tzinfo=UTC)), signed_on=True)
    watch.look(clock())
    clock.set(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    watch.look(clock())
    assert cover_at(clock()).sentence == "One of the team is here until 03:00."
    assert [action for action, _ in told()] == ["shift.cover_found"]
