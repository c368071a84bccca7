"""Welfare through its verbs: counting once, two different people, leaving well."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from moderation.nudges.models import Nudge
from moderation.supervision.services import name_supervisor
from moderation.team.chores import forget_who_left_a_year_ago
from moderation.team.services import close_duty_account
from moderation.welfare import bars, chores, exposure, services, topics
from moderation.welfare.models import CarePlan, Exposure, Leaving, Supporter, Topics
from moderation.welfare.services.leaving import LastDayGone, TalkWithOneself
from moderation.welfare.services.supporters import OnesOwnSupporter
from tests.conftest import FakeClock
from tests.factories.accounts import make_account

LAST_DAY = date(2026, 12, 24)


def _told(account: Account) -> list[str]:
    return list(Nudge.objects.filter(account=account).values_list("words", flat=True))


def test_the_same_thing_counts_once_at_its_gravest(mo: Account, lea: Account, clock: FakeClock) -> None:
    about = uuid4()
    for level in ("amber", "crisis", "green"):
        services.note_exposure(account_id=mo.pk, level=level, at=clock(), about=about)
    services.note_exposure(account_id=lea.pk, level="red", at=clock(), about=about)
    assert [(row.account_id, row.level) for row in Exposure.objects.order_by("level")] == [
        (mo.pk, "crisis"),
        (lea.pk, "red"),
    ]
    assert str(about) not in str(list(Exposure.objects.values()))
    assert about.hex not in str(list(Exposure.objects.values()))


def test_only_what_is_heavy_and_recent_is_counted(
    mo: Account, lea: Account, clock: FakeClock, django_assert_num_queries: object
) -> None:
    for level in ("crisis", "red", "amber", "green"):
        services.note_exposure(account_id=mo.pk, level=level, at=clock())
    services.note_exposure(account_id=mo.pk, level="red", at=clock() - timedelta(days=8))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert exposure.counted([mo.pk, lea.pk], clock() - timedelta(days=7)) == {mo.pk: 2, lea.pk: 0}


def test_a_week_of_bars_has_seven_days_and_stays_in_its_picture(mo: Account, clock: FakeClock) -> None:
    for _ in range(40):
        services.note_exposure(account_id=mo.pk, level="red", at=clock())
    week = bars.week(exposure.by_day(mo.pk, clock()))
    assert [day.name for day in week] == ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]
    assert week[-1].heavy == 40
    assert all(0 <= day.heavy_y <= bars.HEIGHT and day.others_x + 16 <= bars.WIDTH for day in week)


def test_topics_that_are_gone_from_the_list_are_gone_from_the_choice(mo: Account) -> None:
    assert topics.opened("sv.rape no.more") == {"sv.rape"}
    assert topics.of(mo) == frozenset()


def test_a_supporter_is_another_person_than_the_supervisor(
    mo: Account, lea: Account, sam: Account, nia: Account
) -> None:
    name_supervisor(actor=nia, account=mo, supervisor=lea)
    with pytest.raises(services.SamePerson) as refused:
        services.name_supporter(actor=nia, account=mo, supporter=lea)
    assert "Lea already supervises Mo" in str(refused.value)
    services.name_supporter(actor=nia, account=mo, supporter=lea, nobody_else=True)
    services.name_supporter(actor=nia, account=mo, supporter=sam)
    assert Supporter.objects.get(account=mo).supporter == sam
    name_supervisor(actor=nia, account=mo, supervisor=sam)
    assert any("both supervises and supports Mo" in words for words in _told(nia))
    with pytest.raises(OnesOwnSupporter):
        services.name_supporter(actor=nia, account=mo, supporter=mo)


def test_leaving_says_so_once_and_can_be_taken_back(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    for _ in range(2):
        services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=lea)
    assert Leaving.objects.count() == 1
    assert _told(nia) == ["Mo leaves the team. Their last day is 24 December."]
    assert _told(lea) == ["Mo leaves the team, and would like to talk with you before 24 December."]
    with pytest.raises(LastDayGone):
        services.leave(actor=mo, last_day=date(2026, 11, 1), wants_talk=False)
    with pytest.raises(TalkWithOneself):
        services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=mo)
    services.stay(actor=mo, leaving=Leaving.objects.get())
    assert not Leaving.objects.exists()
    assert "Mo stays on the team after all." in _told(nia)


def test_with_whom_somebody_talked_stays_as_it_was(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    leaving = services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=lea)
    services.record_talk(actor=lea, leaving=leaving, talked_on=clock().date(), words="A good hour.")
    services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=nia)
    assert Leaving.objects.get().talk_with == lea


def test_who_was_chosen_instead_a_moment_ago_is_asked_about_again(
    mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    as_lea_saw_it = services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=lea)
    services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=nia)
    with pytest.raises(NotGranted):
        services.record_talk(actor=lea, leaving=as_lea_saw_it, talked_on=clock().date(), words="Between us.")


def test_any_manager_can_take_the_conversation_on_and_one_does(mo: Account, nia: Account, clock: FakeClock) -> None:
    leaving = services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True)
    rae = make_account("Rae", Role.MANAGER)
    for manager in (nia, rae):
        services.take_talk(actor=manager, leaving=leaving)
    assert Leaving.objects.get().talk_with == nia
    assert _told(mo) == ["Nia will talk with you before you go."]


def test_on_the_last_day_the_managers_hear_it_once(mo: Account, nia: Account, clock: FakeClock) -> None:
    services.leave(actor=mo, last_day=LAST_DAY, wants_talk=False)
    assert chores.remind_of_last_days(clock()) == 0
    clock.advance(days=30)
    for _ in range(2):
        assert chores.remind_of_last_days(clock()) == 1
    assert sum("last day" in words and "close their account" in words for words in _told(nia)) == 1


def test_whoever_leaves_takes_what_is_theirs_along(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    services.choose_topics(actor=mo, keys=["sv.rape"])
    services.write_care_plan(actor=mo, words="A walk.")
    services.name_supporter(actor=nia, account=lea, supporter=mo)
    leaving = services.leave(actor=mo, last_day=LAST_DAY, wants_talk=False)
    services.thank(actor=nia, leaving=leaving, words="For every quiet evening.")
    close_duty_account(actor=nia, account=mo)
    assert not Topics.objects.exists()
    assert not CarePlan.objects.exists()
    assert not Supporter.objects.exists()
    assert "Lea needs a new supporter." in _told(nia)
    assert Leaving.objects.get().thanks == "For every quiet evening."


def test_what_is_old_goes(mo: Account, nia: Account, clock: FakeClock) -> None:
    services.note_exposure(account_id=mo.pk, level="red", at=clock())
    services.leave(actor=mo, last_day=LAST_DAY, wants_talk=False)
    close_duty_account(actor=nia, account=mo)
    clock.advance(days=365)
    assert (chores.forget_old_exposure(clock()), forget_who_left_a_year_ago(clock())) == (0, 0)
    assert Leaving.objects.exists()
    clock.advance(days=1)
    assert (chores.forget_old_exposure(clock()), forget_who_left_a_year_ago(clock())) == (1, 1)
    assert not Leaving.objects.exists()
