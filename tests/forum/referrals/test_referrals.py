"""A member asks to be put in touch: nothing is passed on without consent, and each step is told to them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.inbox.models import Letter
from forum.referrals import services
from forum.referrals.chores import forget_old_referrals
from forum.referrals.consent import CONSENT, NEWEST
from forum.referrals.models import Referral, ReferralOutcome, ReferralState, ReferralStep
from forum.support.models import Line
from moderation.audit.models import Entry
from moderation.referring.reminding import remind_of_directory, remind_of_waiting
from tests.conftest import Browse, FakeClock
from tests.factories.referrals import make_line, make_referral, taken_up
from tests.factories.threads import ready_to_write
from tests.forum.answers import fields, said

pytestmark = pytest.mark.django_db
WORDS, REACH = "I would like to talk to somebody.", "Mornings, by post."


@pytest.fixture
def line(db: None) -> Line:
    return make_line(wait="about two months")


def _letters(member: Account) -> list[str]:
    return [letter.words for letter in Letter.objects.filter(conversation__member=member).in_order()]


def _raw(table: str, column: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def test_a_member_asks_from_the_directory_and_sees_what_they_agreed_to(
    ada: Account, line: Line, browse: Browse, clock: FakeClock
) -> None:
    ready_to_write(ada)
    member = browse(ada)
    assert f'href="/in-touch/ask/{line.pk}/"' in said(member.get("/help/"))
    page = member.get(f"/in-touch/ask/{line.pk}/")
    assert CONSENT[NEWEST] in said(page)
    assert "about two months" in said(page)
    form = {**fields(page), "words": WORDS, "reach": REACH, "agrees": "on"}
    there = member.post(f"/in-touch/ask/{line.pk}/", form)["Location"]
    assert member.post(f"/in-touch/ask/{line.pk}/", form)["Location"] == there, "Sent twice is asked once."
    shown = said(member.get(there))
    for words in (WORDS, REACH, CONSENT[NEWEST], "Nobody has taken it up yet", f"Version {NEWEST}"):
        assert words in shown
    assert WORDS not in str(_raw("referrals_referral", "words"))
    assert REACH not in str(_raw("referrals_referral", "reach"))


def test_without_agreeing_nothing_is_asked_and_the_words_stay(ada: Account, line: Line, browse: Browse) -> None:
    ready_to_write(ada)
    member = browse(ada)
    path = f"/in-touch/ask/{line.pk}/"
    answer = member.post(path, {**fields(member.get(path)), "words": WORDS, "reach": REACH})
    assert answer.status_code == 422
    assert "We pass nothing on unless you agree." in said(answer)
    assert fields(answer)["words"] == WORDS
    assert not Referral.objects.exists()


def test_the_notice_comes_first_and_one_service_is_asked_once(ada: Account, line: Line, browse: Browse) -> None:
    member = browse(ada)
    assert member.get(f"/in-touch/ask/{line.pk}/").status_code == 403
    make_referral(ada, line)
    assert "You have asked us about this service already." in said(member.get(f"/in-touch/ask/{line.pk}/"))
    with pytest.raises(Refusal):
        make_referral(ada, make_line(emergency=True))


def test_taking_it_back_deletes_the_words_at_once(ada: Account, lea: Account, browse: Browse, clock: FakeClock) -> None:
    referral = taken_up(make_referral(ada), lea)
    member = browse(ada)
    path = f"/in-touch/{referral.pk}/take-back/"
    assert "Nothing has been passed on." in said(member.get(path))
    member.post(path, fields(member.get(path)))
    assert (_raw("referrals_referral", "words"), _raw("referrals_referral", "reach")) == ([None], [None])
    assert "your words were deleted" in said(member.get(f"/in-touch/{referral.pk}/"))
    assert browse(lea).get(f"/putting-in-touch/{referral.pk}/").status_code == 404
    with pytest.raises(Refusal):
        services.note_sent(actor=lea, referral=referral, to_whom="x", words="x", on=clock().date())


def test_every_step_is_told_and_after_it_was_passed_on_it_stays_so(
    ada: Account, lea: Account, line: Line, browse: Browse, clock: FakeClock
) -> None:
    referral = make_referral(ada, line)
    team, path = browse(lea), f"/putting-in-touch/{referral.pk}/"
    assert "I would like to talk." not in said(team.get("/putting-in-touch/")) + said(team.get(path))
    team.post(f"{path}take/")
    assert "I would like to talk." in said(team.get(path))
    too_soon = team.post(f"{path}sent/", {"to_whom": "Intake", "words": "All", "on": "2026-11-25"})
    assert "Write this down once you have passed it on." in said(too_soon)
    team.post(f"{path}sent/", {"to_whom": "The intake worker", "words": "Your words, all of them.", "on": "2026-11-24"})
    refused = browse(ada).post(f"/in-touch/{referral.pk}/take-back/")
    assert refused.status_code == 403
    assert "has been passed on already" in said(refused)
    clock.advance(minutes=5)
    team.post(f"{path}answer/", {"words": "They have a place in January."})
    assert team.post(f"{path}close/", {"words": "Good luck."}).status_code == 422
    team.post(f"{path}close/", {"outcome": "in_touch", "words": "Good luck."})
    shown = said(browse(ada).get(f"/in-touch/{referral.pk}/"))
    for words in (
        "To: The intake worker", "On 24 November 2026. Your words, all of them.", "They have a place in January.",
        "You and the service are in touch.", "Good luck.",
    ):  # fmt: skip
        assert words in shown
    told = _letters(ada)
    assert len(told) == 4
    assert "usually wait: about two months" in told[1]
    assert not any(line.name in letter for letter in told), "Messages are neutral."
    actions = [entry.action for entry in Entry.objects.filter(action__startswith="referral.").order_by("sequence")]
    assert [action.split(".")[1] for action in actions] == ["asked", "taken", "sent", "answered", "closed"]


def test_only_whoever_looks_after_it_reads_the_words_and_a_colleague_may_take_over(
    ada: Account, lea: Account, sam: Account, browse: Browse
) -> None:
    referral = taken_up(make_referral(ada), lea)
    path = f"/putting-in-touch/{referral.pk}/"
    assert "I would like to talk." not in said(browse(sam).get(path))
    assert browse(sam).post(f"{path}answer/", {"words": "x"}).status_code == 403
    browse(sam).post(f"{path}take/")
    assert "I would like to talk." in said(browse(sam).get(path))
    assert "I would like to talk." not in said(browse(lea).get(path))


def test_what_is_long_over_is_forgotten_with_what_was_told(ada: Account, lea: Account, clock: FakeClock) -> None:
    referral = taken_up(make_referral(ada), lea)
    services.close_referral(actor=lea, referral=referral, outcome=ReferralOutcome.NOT_TAKEN, words="")
    clock.advance(days=89)
    assert forget_old_referrals(clock()) == 0
    clock.advance(days=2)
    assert forget_old_referrals(clock()) == 1
    assert not ReferralStep.objects.exists()
    assert not Letter.objects.exists()


def test_what_somebody_asked_goes_with_them(ada: Account, lea: Account) -> None:
    taken_up(make_referral(ada), lea)
    services.forget_referrals(account_id=ada.pk)
    assert not Referral.objects.exists()


def test_the_team_hears_once_a_day_of_whoever_waits(ada: Account, lea: Account, mo: Account, clock: FakeClock) -> None:
    make_referral(ada)
    assert remind_of_waiting(clock()) == 0
    clock.advance(days=1)
    assert remind_of_waiting(clock()) == 1
    assert remind_of_waiting(clock()) == 0
    assert "put in touch" in lea.nudges.get().words
    assert not mo.nudges.exists()


def test_managers_hear_once_a_week_of_a_directory_that_wants_checking(nia: Account, clock: FakeClock) -> None:
    first, _ = make_line("One"), make_line("Two")
    assert remind_of_directory(clock()) == 1
    assert remind_of_directory(clock()) == 0
    assert nia.nudges.get().words == "2 lines of the directory want to be checked."
    clock.advance(days=7)
    Line.objects.exclude(pk=first.pk).update(checked_on=clock().date())
    assert remind_of_directory(clock()) == 1
    Line.objects.update(checked_on=clock().date())
    clock.advance(days=7)
    assert remind_of_directory(clock()) == 0


def test_lists_cost_the_same_however_long_they_are(ada: Account, lea: Account, browse: Browse) -> None:
    member, team = browse(ada), browse(lea)

    def cost() -> list[int]:
        counts = []
        for client, path in ((member, "/in-touch/"), (team, "/putting-in-touch/")):
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            counts.append(len(seen))
        return counts

    make_referral(ada, make_line("First"))
    before = cost()
    for number in range(4):
        make_referral(ada, make_line(f"More {number}"))
    assert cost() == before
    assert max(before) <= 12
    assert {row.state for row in Referral.objects.all()} == {ReferralState.ASKED}
