"""A member is asked at the rhythm they set; "not OK" reaches whoever is on call; silence means what they chose."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.models import Account, PlannedReturn
from forum.checkins import services
from forum.checkins.models import WEEKDAYS, CheckIn, Mood, Rhythm, next_after
from forum.inbox.models import Letter
from moderation.audit.models import Entry
from moderation.safeguarding.models import Concern
from tests.conftest import Browse, FakeClock
from tests.factories.rota import put_on_call
from tests.factories.threads import make_board, ready_to_write
from tests.forum.answers import fields, said

pytestmark = pytest.mark.django_db
WORDS = "The nights are long just now."
SET = {"rhythm": "weekly", "look_after": "0"}


@pytest.fixture
def mine(ada: Account, clock: FakeClock) -> CheckIn:
    ready_to_write(ada)
    return services.set_rhythm(actor=ada, rhythm=Rhythm.WEEKLY)


def _say(ada: Account, mood: Mood, words: str = "") -> None:
    check_in = CheckIn.objects.get(account=ada)
    services.answer(actor=ada, check_in=check_in, mood=mood, words=words, submission=uuid4())


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.sampled_from(list(Rhythm)),
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
)
def test_the_next_day_is_always_to_come_and_within_two_weeks(day: date, rhythm: Rhythm, weekdays: list[str]) -> None:
    following = next_after(day, rhythm, " ".join(weekdays))
    assert day < following <= day + timedelta(days=14)
    if rhythm == Rhythm.OWN_DAYS:
        assert f"{following:%a}".lower() in weekdays


def test_a_member_sets_a_rhythm_after_the_notice(ada: Account, browse: Browse, clock: FakeClock) -> None:
    member = browse(ada)
    first = member.post("/check-ins/", SET)
    assert first.status_code == 422
    assert "what stays private here and what cannot" in said(first)
    ready_to_write(ada)
    assert member.post("/check-ins/", {"rhythm": "own_days"}).status_code == 422
    assert member.post("/check-ins/", {**SET, "rhythm": "own_days", "weekdays": ["mon", "fri"]}).status_code == 302
    assert CheckIn.objects.get().next_on == date(2026, 11, 27), "The Friday of that week."
    assert "If you do not answer, that means nothing. Nobody notices." in said(member.get("/check-ins/"))


def test_the_card_stands_on_the_day_and_goes_with_one_press(
    ada: Account, mine: CheckIn, browse: Browse, clock: FakeClock
) -> None:
    make_board()
    assert "How are you today?" not in said(browse(ada).get("/spaces/"))
    clock.advance(days=7)
    member = browse(ada)
    page = member.get("/spaces/")
    assert "How are you today?" in said(page)
    form = {**fields(page), "mood": "ok"}
    assert member.post("/check-ins/answer/", form)["Location"] == "/check-ins/answered/"
    assert "We ask again on Tuesday." in said(member.get("/check-ins/answered/"))
    assert "How are you today?" not in said(member.get("/spaces/"))
    mine.refresh_from_db()
    assert (mine.answer, mine.next_on) == ("ok", date(2026, 12, 8))
    assert not Concern.objects.exists()
    assert not Entry.objects.filter(action__startswith="check_in").exists(), "Theirs alone."


def test_nobody_else_has_a_card(lea: Account, ben: Account, mine: CheckIn, browse: Browse, clock: FakeClock) -> None:
    clock.advance(days=8)
    for account in (lea, ben):
        assert "How are you today?" not in said(browse(account).get("/spaces/"))


def test_not_ok_goes_to_the_person_on_call_with_honest_words_first(
    ada: Account, lea: Account, mine: CheckIn, browse: Browse
) -> None:
    member = browse(ada)
    before = said(member.get("/check-ins/answer/"))
    assert "It goes to the person on call in the safeguarding team" in before
    assert "Nobody from the safeguarding team is on call right now." in before
    put_on_call(lea)
    page = member.get("/check-ins/answer/")
    assert "Somebody from the safeguarding team is on call now, and is told at once." in said(page)
    form = {**fields(page), "mood": "not_ok", "words": WORDS}
    for _ in range(2):
        member.post("/check-ins/answer/", form)
    concern = Concern.objects.get()
    assert (concern.words, concern.level, concern.about) == (WORDS, "red", ada)
    assert "stands with the safeguarding team now" in said(member.get("/check-ins/answered/"))
    team = browse(lea)
    shown = said(team.get(f"/concerns/{concern.pk}/"))
    assert WORDS in shown
    assert "They said in a check-in that they are not OK" in shown
    case = team.post(f"/concerns/{concern.pk}/acknowledge/")["Location"]
    assert WORDS in said(team.get(case))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM checkins_checkin")
        assert WORDS not in cursor.fetchone()[0]


def test_the_same_again_while_nobody_has_looked_is_one_concern(ada: Account, mine: CheckIn) -> None:
    for words in ("", "", WORDS):
        _say(ada, Mood.NOT_OK, words)
    assert Concern.objects.count() == 2


def test_only_the_last_answer_is_kept_and_not_for_long(ada: Account, mine: CheckIn, clock: FakeClock) -> None:
    _say(ada, Mood.SO_SO, WORDS)
    _say(ada, Mood.OK)
    mine.refresh_from_db()
    assert mine.answer == "ok"
    assert not mine.words
    clock.advance(days=31)
    assert services.forget_answers(now=clock()) == 1
    mine.refresh_from_db()
    assert (mine.answer, mine.answered_at) == ("", None)


def test_silence_means_nothing_unless_asked_for(ada: Account, mine: CheckIn, clock: FakeClock) -> None:
    clock.advance(days=100)
    assert services.look_for_silence(now=clock()) == 0
    assert not Concern.objects.exists()


def test_silence_is_looked_at_once_when_the_member_asked_for_that(
    ada: Account, lea: Account, browse: Browse, clock: FakeClock
) -> None:
    ready_to_write(ada)
    services.set_rhythm(actor=ada, rhythm=Rhythm.WEEKLY, look_after=3)
    clock.advance(days=9)
    assert services.look_for_silence(now=clock()) == 0
    clock.advance(days=1)
    assert services.look_for_silence(now=clock()) == 1
    assert services.look_for_silence(now=clock()) == 0
    concern = Concern.objects.get()
    assert (concern.level, concern.words, concern.raised_by) == ("amber", "", None)
    assert "You asked us to look" in Letter.objects.get().words
    put_on_call(lea)
    assert "they did not answer, and that is all we know" in said(browse(lea).get(f"/concerns/{concern.pk}/"))


def test_asking_us_to_look_can_be_taken_back(ada: Account, mine: CheckIn, browse: Browse, clock: FakeClock) -> None:
    member = browse(ada)
    member.post("/check-ins/", {"rhythm": "daily", "look_after": "2"})
    assert "when you have not answered for 2 days" in said(member.get("/check-ins/"))
    member.post("/check-ins/change/", {"change": "never_look"})
    clock.advance(days=10)
    assert services.look_for_silence(now=clock()) == 0


@pytest.mark.parametrize("how", ["paused", "away"])
def test_whoever_pauses_or_is_away_is_left_in_peace(how: str, ada: Account, clock: FakeClock) -> None:
    ready_to_write(ada)
    mine = services.set_rhythm(actor=ada, rhythm=Rhythm.WEEKLY, look_after=3)
    if how == "paused":
        services.pause(actor=ada, check_in=mine)
    else:
        PlannedReturn.objects.create(account=ada, on=date(2027, 1, 1), note="")
    for _ in range(20):
        clock.advance(days=1)
        assert services.tell_due(now=clock()) == 0
        assert services.look_for_silence(now=clock()) == 0
    PlannedReturn.objects.all().delete()
    mine.refresh_from_db()
    services.go_on(actor=ada, check_in=mine)
    assert services.look_for_silence(now=clock()) == 0, "Coming back is no silence."
    mine.refresh_from_db()
    assert mine.next_on > clock().date()


def test_whoever_is_due_is_told_once_for_each_day(mine: CheckIn, ada: Account, clock: FakeClock) -> None:
    assert services.tell_due(now=clock()) == 0
    clock.advance(days=7)
    assert [services.tell_due(now=clock()) for _ in range(2)] == [1, 0]
    _say(ada, Mood.OK)
    clock.advance(days=7)
    assert services.tell_due(now=clock()) == 1


def test_ending_deletes_everything(ada: Account, mine: CheckIn, browse: Browse) -> None:
    browse(ada).post("/check-ins/change/", {"change": "stop"})
    assert not CheckIn.objects.exists()
    assert browse(ada).get("/check-ins/answer/").status_code == 404
