"""The debrief: to whom it goes, who can read it, the twenty-four hours, and what happens when they are over."""

from datetime import timedelta

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from moderation.audit.models import Entry
from moderation.handover import chores, services, support
from moderation.handover.models import Debrief
from moderation.handover.policy import AlreadyAnswered
from moderation.nudges.models import Nudge
from moderation.rota.models import Duty, Place
from moderation.welfare.models import Supporter
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.handover import make_debrief, make_ended_shift, make_supporter
from tests.factories.rota import make_place, put_on_duty
from tests.forum.answers import fields, said

WORDS = "The wind was loud tonight."


@pytest.fixture
def kay(db: None) -> Account:
    """Mo's supporter."""
    return make_account("Kay", Role.MODERATOR)


@pytest.fixture
def place(mo: Account, kay: Account, clock: FakeClock) -> Place:
    """Mo ended a shift a moment ago."""
    make_supporter(mo, kay)
    return make_ended_shift(mo)


@pytest.fixture
def debrief(place: Place) -> Debrief:
    return make_debrief(place, strain=4, stays=WORDS, alone="a_little", call_me=True)


def _told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).order_by("told_at", "key").values_list("words", flat=True))


def _chores(clock: FakeClock, **later: float) -> None:
    clock.advance(**later)
    for _ in range(2):
        chores.remind_of_debriefs(clock())
        chores.remind_of_missing_debriefs(clock())


def test_from_the_end_of_a_shift_to_the_answer(browse: Browse, mo: Account, kay: Account, clock: FakeClock) -> None:
    make_supporter(mo, kay)
    place = put_on_duty(mo)
    visitor = browse(mo)
    path = f"/shift/{place.pk}/debrief/"
    assert visitor.post(f"/shifts/places/{place.pk}/end/").headers["Location"] == path
    page = visitor.get(path)
    assert "This goes to Kay, your supporter." in said(page).replace("<b>", "").replace("</b>", "")
    form = {**fields(page), "strain": "4", "stays": WORDS, "alone": "yes"}
    for _ in range(2):
        assert visitor.post(path, form).headers["Location"] == path
    assert "is asked to answer by Wed 25 Nov, 19:00" in said(visitor.get(path))
    assert "Help now" in said(visitor.get(path))
    debrief = Debrief.objects.get()
    theirs = browse(kay)
    assert f"/debriefs/{debrief.pk}/" in said(theirs.get("/debriefs/"))
    page = theirs.get(f"/debriefs/{debrief.pk}/")
    assert WORDS in said(page)
    assert "4: A lot: it comes home with me" in said(page)
    answer = {**fields(page), "words": "Let us have tea tomorrow."}
    for _ in range(2):
        assert theirs.post(f"/debriefs/{debrief.pk}/", answer).status_code == 302
    assert "Let us have tea tomorrow." in said(visitor.get(path))
    assert _told(mo) == ["Kay answered your debrief."]
    assert _told(kay) == ["A debrief waits for you. Please answer it by Wed 25 Nov, 19:00."]


def test_only_the_strain_is_asked_for(browse: Browse, mo: Account, place: Place) -> None:
    visitor = browse(mo)
    path = f"/shift/{place.pk}/debrief/"
    page = visitor.get(path)
    answer = visitor.post(path, {**fields(page), "stays": WORDS})
    assert answer.status_code == 422
    assert WORDS in said(answer)
    assert "You cannot choose wrong." in said(answer)
    assert visitor.post(path, {**fields(page), "strain": "1"}).status_code == 302
    debrief = Debrief.objects.get()
    assert (debrief.strain, debrief.stays, debrief.alone, debrief.call_me) == ("1", "", "", False)
    assert not debrief.may_be_passed_on


def test_nobody_else_opens_it(
    browse: Browse, mo: Account, kay: Account, nia: Account, lea: Account, debrief: Debrief, clock: FakeClock
) -> None:
    clock.advance(hours=25)  # Also when it is overdue.
    for stranger in (nia, lea, make_account("Fern", Role.MODERATOR)):
        visitor = browse(stranger)
        for path in (
            f"/debriefs/{debrief.pk}/",
            f"/debriefs/{debrief.pk}/strain/",
            f"/shift/{debrief.place_id}/debrief/",
        ):
            assert visitor.get(path).status_code == 404, f"{stranger.pseudonym} {path}"
        assert not Debrief.objects.visible_to(stranger).exists()
        with pytest.raises(NotGranted):
            services.answer_debrief(actor=stranger, debrief=debrief, words="Hello.")
    assert WORDS not in said(browse(nia).get(f"/debriefs/{debrief.pk}/pass/"))
    with pytest.raises(NotGranted):  # Nor does the person answer themselves.
        services.answer_debrief(actor=mo, debrief=debrief, words="Hello.")
    assert browse(kay).get(f"/shift/{debrief.place_id}/debrief/").status_code == 404


def test_everything_of_it_is_sealed_and_the_trail_does_not_say_who_wrote_one(debrief: Debrief) -> None:
    stored = Debrief.objects.values("strain", "stays", "alone", "answer").get()
    assert not any(word in " ".join(map(str, stored.values())) for word in ("wind", "a_little"))
    assert len(str(stored["strain"])) > 60
    assert not Entry.objects.filter(action__startswith="debrief.").exists()


def test_without_a_named_supporter_it_goes_round_among_the_managers(
    browse: Browse, mo: Account, nia: Account, clock: FakeClock
) -> None:
    second = make_account("Abel", Role.MANAGER)
    place = make_ended_shift(mo)
    assert "a manager, because you have no named supporter yet" in said(browse(mo).get(f"/shift/{place.pk}/debrief/"))
    went_to = [make_debrief(place).supporter]
    for name in ("Fern", "Ash", "Rue"):
        clock.advance(minutes=1)
        went_to.append(make_debrief(make_ended_shift(make_account(name, Role.MODERATOR))).supporter)
    assert went_to == [second, nia, second, nia]


def test_a_manager_never_answers_themselves(nia: Account, clock: FakeClock) -> None:
    assert support.supporter_of(nia) is None
    second = make_account("Abel", Role.MANAGER)
    assert support.supporter_of(nia) == second


def test_with_nobody_to_read_it_the_page_says_so(browse: Browse, mo: Account, clock: FakeClock) -> None:
    place = make_ended_shift(mo)
    page = browse(mo).get(f"/shift/{place.pk}/debrief/")
    assert "Right now there is nobody this could go to." in said(page)
    browse(mo).post(f"/shift/{place.pk}/debrief/", {**fields(page), "strain": "3"})
    assert Debrief.objects.get().supporter is None


def test_if_the_supporter_changes_meanwhile_the_person_is_asked_again(
    browse: Browse, mo: Account, kay: Account, place: Place
) -> None:
    visitor = browse(mo)
    path = f"/shift/{place.pk}/debrief/"
    form = {**fields(visitor.get(path)), "strain": "2", "stays": WORDS}
    fern = make_account("Fern", Role.MODERATOR)
    Supporter.objects.filter(account=mo).update(supporter=fern)
    answer = visitor.post(path, form)
    assert answer.status_code == 422
    assert "has changed since you opened the page" in said(answer)
    assert WORDS in said(answer)
    assert not Debrief.objects.exists()
    visitor.post(path, {**fields(answer), "strain": "2"})
    assert Debrief.objects.get().supporter == fern


def test_a_new_supporter_sees_only_what_comes_from_then_on(
    browse: Browse, mo: Account, kay: Account, debrief: Debrief, clock: FakeClock
) -> None:
    fern = make_account("Fern", Role.MODERATOR)
    Supporter.objects.filter(account=mo).update(supporter=fern)
    clock.advance(days=1)
    later = make_debrief(make_ended_shift(mo), strain=1)
    assert list(Debrief.objects.visible_to(fern)) == [later]
    assert "4. A lot" not in said(browse(fern).get(f"/debriefs/{later.pk}/strain/"))
    assert "4. A lot" in said(browse(kay).get(f"/debriefs/{debrief.pk}/strain/"))
    mine = said(browse(mo).get("/shift/strain/"))
    assert mine.count("<circle") == 2
    assert "1. Light" in mine
    assert "4. A lot" in mine


def test_the_clock_of_a_debrief(mo: Account, kay: Account, nia: Account, debrief: Debrief, clock: FakeClock) -> None:
    _chores(clock, hours=17, minutes=59)
    assert len(_told(kay)) == 1
    _chores(clock, minutes=1)
    assert len(_told(kay)) == 2
    assert _told(nia) == []
    _chores(clock, hours=6)
    assert _told(nia) == ["A debrief has waited too long for an answer. Please find somebody else for it."]
    assert len(_told(kay)) == 2


def _passed(browse: Browse, nia: Account, debrief: Debrief, to: Account) -> None:
    visitor = browse(nia)
    page = said(visitor.get(f"/debriefs/{debrief.pk}/pass/"))
    assert WORDS not in page
    assert "A lot" not in page
    form = {**fields(visitor.get(f"/debriefs/{debrief.pk}/pass/")), "to": str(to.pk)}
    assert visitor.post(f"/debriefs/{debrief.pk}/pass/", form).headers["Location"] == "/debriefs/"


@pytest.mark.parametrize("agreed", [False, True])
def test_after_a_day_somebody_else_is_asked_and_reads_it_only_if_the_person_agreed(
    browse: Browse, mo: Account, nia: Account, lea: Account, debrief: Debrief, clock: FakeClock, agreed: bool
) -> None:
    Debrief.objects.filter(pk=debrief.pk).update(may_be_passed_on=agreed)
    assert browse(nia).get(f"/debriefs/{debrief.pk}/pass/").status_code == 404  # Not before its time.
    clock.advance(hours=24)
    _passed(browse, nia, debrief, lea)
    page = said(browse(lea).get(f"/debriefs/{debrief.pk}/"))
    assert (WORDS in page) == agreed
    assert ("Please ask Mo how they are: they would like to be called back" in page) == (not agreed)
    assert Debrief.objects.visible_to(lea).exists() == agreed
    assert browse(lea).get(f"/debriefs/{debrief.pk}/strain/").status_code == 404
    debrief.refresh_from_db()
    assert debrief.due_at == clock() + timedelta(hours=24)
    assert ("They can read it now." in _told(mo)[0]) == agreed
    services.answer_debrief(actor=lea, debrief=debrief, words="How are you today?")
    assert "Lea answered" in said(browse(mo).get(f"/shift/{debrief.place_id}/debrief/"))


def test_it_is_not_passed_to_the_person_or_to_whoever_has_it(
    mo: Account, kay: Account, nia: Account, debrief: Debrief, clock: FakeClock
) -> None:
    clock.advance(hours=24)
    for account in (mo, kay):
        with pytest.raises(services.NotTheirs):
            services.pass_on_debrief(actor=nia, debrief=debrief, to=account)
    with pytest.raises(NotGranted):
        services.pass_on_debrief(actor=kay, debrief=debrief, to=nia)


def test_two_who_answer_leave_one_answer(
    kay: Account, nia: Account, lea: Account, debrief: Debrief, clock: FakeClock
) -> None:
    clock.advance(hours=24)
    services.pass_on_debrief(actor=nia, debrief=debrief, to=lea)
    services.answer_debrief(actor=kay, debrief=debrief, words="Sorry, I was late. Call me.")
    with pytest.raises(AlreadyAnswered):
        services.answer_debrief(actor=lea, debrief=debrief, words="Hello.")
    assert Debrief.objects.get().answer == "Sorry, I was late. Call me."


def test_a_missing_debrief_is_one_kind_line_to_the_person_alone(
    mo: Account, nia: Account, place: Place, clock: FakeClock
) -> None:
    _chores(clock, hours=17)
    assert _told(mo) == []
    for _ in range(4):
        _chores(clock, hours=6)
    assert _told(mo) == [
        "If you would like two minutes to look back at your last shift, the page is still there for you."
    ]
    assert not Nudge.objects.exclude(account=mo).exists()


def test_it_can_be_written_after_a_shift_for_a_week(mo: Account, lea: Account, kay: Account, clock: FakeClock) -> None:
    running = put_on_duty(mo)
    with pytest.raises(NotNow, match="still running"):
        make_debrief(running)
    called = make_place(lea, Duty.ON_CALL, running.shift)
    with pytest.raises(NotNow, match="comes after a shift"):
        make_debrief(called)
    clock.set(running.shift.ends_at)
    assert make_debrief(called).supporter is None
    clock.advance(days=7, seconds=1)
    other = make_place(make_account("Tom", Role.PRACTITIONER), Duty.ON_CALL, running.shift)
    with pytest.raises(NotNow, match="more than a week ago"):
        make_debrief(other)


def test_it_is_kept_for_a_year(debrief: Debrief, clock: FakeClock) -> None:
    assert chores.forget_old_debriefs(clock() + timedelta(days=365)) == 0
    assert chores.forget_old_debriefs(clock() + timedelta(days=365, seconds=1)) == 1
