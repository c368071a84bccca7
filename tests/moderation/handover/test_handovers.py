"""What one shift leaves for the next: who reads it, who sees that, and for how long it is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.handover import chores, services
from moderation.handover.models import Handover, HandoverRead
from moderation.rota.models import Duty, Place, State
from moderation.rota.services import sign_off
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.handover import make_handover
from tests.factories.rota import make_place, make_shift, put_on_duty
from tests.forum.answers import fields, said


@pytest.fixture
def place(mo: Account, clock: FakeClock) -> Place:
    return put_on_duty(mo)


@pytest.fixture
def kay(db: None) -> Account:
    return make_account("Kay", Role.MODERATOR)


def _next_shift(account: Account, place: Place, duty: Duty = Duty.HOST, *, hours: int = 0) -> Place:
    return make_place(account, duty, make_shift(starts_at=place.shift.ends_at + timedelta(hours=hours)))


def _reads(account: Account) -> bool:
    return Handover.objects.visible_to(account).exists()


def test_the_next_shift_reads_it_once_it_began_and_its_writer_sees_who(
    browse: Browse, mo: Account, kay: Account, place: Place, clock: FakeClock
) -> None:
    make_handover(mo, place, "The thread about sleep may need a look.")
    following = _next_shift(kay, place)
    assert "about sleep" not in said(browse(kay).get("/shift/"))
    clock.set(following.shift.starts_at)
    visitor = browse(kay)
    assert visitor.post(f"/shifts/places/{following.pk}/start/").headers["Location"] == "/shift/"
    for _ in range(2):
        assert "The thread about sleep may need a look." in said(visitor.get("/shift/"))
    assert HandoverRead.objects.count() == 1
    assert "Read by Kay (Tue 24 Nov, 22:00)." in said(browse(mo).get("/shift/"))
    assert Entry.objects.filter(action="handover.opened").count() == 1


def test_whoever_is_on_call_for_the_next_shift_reads_it_too(
    mo: Account, lea: Account, sam: Account, place: Place, clock: FakeClock
) -> None:
    make_handover(mo, place)
    following = _next_shift(lea, place, Duty.ON_CALL)
    assert not _reads(lea)
    clock.set(following.shift.starts_at)
    assert _reads(lea)
    assert not _reads(sam)


def test_nobody_else_reads_it(mo: Account, kay: Account, nia: Account, place: Place, clock: FakeClock) -> None:
    handover = make_handover(mo, place)
    late = _next_shift(kay, place, hours=25)
    clock.set(late.shift.starts_at)
    Place.objects.filter(pk=late.pk).update(signed_on_at=clock())
    assert not _reads(kay)
    assert not _reads(nia)
    with pytest.raises(NotGranted):
        services.read_handovers(actor=nia, handovers=[handover])


def test_a_place_that_is_not_confirmed_reads_nothing(mo: Account, kay: Account, place: Place, clock: FakeClock) -> None:
    make_handover(mo, place)
    own = make_place(kay, Duty.SECOND, place.shift)
    assert _reads(kay)
    Place.objects.filter(pk=own.pk).update(state=State.GIVEN_UP)
    assert not _reads(kay)


def test_writing_is_open_until_two_hours_after(mo: Account, kay: Account, place: Place, clock: FakeClock) -> None:
    sign_off(actor=mo, place=place)
    clock.advance(hours=2)
    make_handover(mo, place)
    clock.advance(minutes=1)
    with pytest.raises(NotNow, match="until 21:00"):
        make_handover(mo, place)
    with pytest.raises(NotGranted):
        make_handover(kay, place)


def test_the_form_sent_twice_is_one_note(browse: Browse, mo: Account, place: Place, clock: FakeClock) -> None:
    visitor = browse(mo)
    path = f"/shift/write/{place.pk}/"
    page = visitor.get(path)
    assert "write no names of members" in said(page)
    form = {**fields(page), "words": "All quiet."}
    for _ in range(2):
        assert visitor.post(path, form).headers["Location"] == "/shift/"
    assert Handover.objects.get().words == "All quiet."


def test_words_come_back_when_they_cannot_be_taken(browse: Browse, mo: Account, place: Place, clock: FakeClock) -> None:
    visitor = browse(mo)
    path = f"/shift/write/{place.pk}/"
    form = fields(visitor.get(path))
    sign_off(actor=mo, place=place)
    clock.advance(hours=2, minutes=1)
    visitor = browse(mo)
    answer = visitor.post(path, {**form, "words": "One thing more."})
    assert answer.status_code == 422
    assert "One thing more." in said(answer)


def test_it_is_sealed_and_kept_for_thirty_days(mo: Account, place: Place, clock: FakeClock) -> None:
    handover = make_handover(mo, place, "Ask about the kettle.")
    sealed = Handover.objects.filter(pk=handover.pk).values_list("words", flat=True).get()
    assert "kettle" not in sealed
    assert chores.forget_old_handovers(clock() + timedelta(days=30)) == 0
    assert chores.forget_old_handovers(clock() + timedelta(days=30, seconds=1)) == 1


def test_one_submission_is_one_writers(mo: Account, place: Place, clock: FakeClock) -> None:
    number = uuid4()
    first = services.write_handover(actor=mo, place=place, words="One.", submission=number)
    assert services.write_handover(actor=mo, place=place, words="Two.", submission=number) == first
