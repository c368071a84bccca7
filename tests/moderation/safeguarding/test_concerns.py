"""From the hand-on to the one practitioner who takes it on."""

from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from forum.accounts.models import Account
from forum.core.chores import CHORES
from forum.core.refusals import NotGranted
from forum.threads.services.withdrawing import withdraw_post
from moderation.audit.models import Entry as TrailEntry
from moderation.review.levels import Level
from moderation.safeguarding import services
from moderation.safeguarding.chores import ring_for_waiting_concerns
from moderation.safeguarding.models import Alarm, Case, Concern
from moderation.safeguarding.policy import AlreadyAcknowledged
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import NOTE, make_concern
from tests.factories.threads import make_post


def test_handing_on_copies_the_exact_words(concern: Concern, ada: Account, mo: Account, clock: Any) -> None:
    assert concern.about == ada
    assert concern.words == "It was windy."
    assert concern.words_sha256 == sha256(b"It was windy.").hexdigest()
    assert concern.is_unchanged
    assert concern.warnings == ["mind.flashback"]
    assert (concern.note, concern.raised_by, concern.level) == (NOTE, mo, "red")
    assert (concern.due_at - clock()).total_seconds() == 3600


def test_the_copy_stays_when_the_post_is_taken_back(ada: Account, ben: Account, mo: Account) -> None:
    post = make_post(ada, words="Keep what I said.")
    concern = make_concern(ada, ben, mo, post=post)
    withdraw_post(actor=ada, post=post)
    assert Concern.objects.get(pk=concern.pk).words == "Keep what I said."


def test_a_changed_copy_is_noticed(concern: Concern) -> None:
    concern.words = "It was calm."
    concern.save(update_fields=["words"])
    assert not Concern.objects.get().is_unchanged


def test_words_and_note_lie_sealed(concern: Concern) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, note FROM safeguarding_concern")
        assert "windy" not in (row := str(cursor.fetchone()))
        assert "alone" not in row


def test_an_item_becomes_one_concern(concern: Concern, mo: Account) -> None:
    assert concern.item is not None
    assert services.raise_concern(actor=mo, item=concern.item) == concern


def test_the_moderator_cannot_read_back(concern: Concern, mo: Account) -> None:
    assert not Concern.objects.visible_to(mo).exists()
    with pytest.raises(NotGranted):
        services.read_concern(actor=mo, concern=concern)


def test_whoever_is_on_call_acknowledges(concern: Concern, lea: Account, clock: Any) -> None:
    put_on_call(lea)
    case = services.acknowledge(actor=lea, concern=concern)
    concern.refresh_from_db()
    assert (case.owner, case.level, case.gravest_level) == (lea, "red", "red")
    assert (concern.acknowledged_by, concern.acknowledged_at) == (lea, clock())
    assert "Lea acknowledged" in case.entries.get().words


def test_of_two_one_wins(concern: Concern, lea: Account, sam: Account) -> None:
    put_on_call(lea)
    put_on_call(sam)
    stale = Concern.objects.get(pk=concern.pk)
    services.acknowledge(actor=lea, concern=concern)
    with pytest.raises(AlreadyAcknowledged):
        services.acknowledge(actor=sam, concern=stale)
    assert Case.objects.get().owner == lea


def test_acknowledging_twice_is_once(concern: Concern, lea: Account) -> None:
    put_on_call(lea)
    assert services.acknowledge(actor=lea, concern=concern) == services.acknowledge(actor=lea, concern=concern)


def test_somebody_not_on_call_does_not_see_it_until_its_time_is_over(
    concern: Concern, sam: Account, clock: Any
) -> None:
    with pytest.raises(NotGranted):
        services.acknowledge(actor=sam, concern=concern)
    clock.advance(minutes=60)
    assert services.acknowledge(actor=sam, concern=concern).owner == sam


def test_each_rung_rings_once(concern: Concern, clock: Any) -> None:
    assert ring_for_waiting_concerns(clock()) == 0
    clock.advance(minutes=30)
    assert (ring_for_waiting_concerns(clock()), ring_for_waiting_concerns(clock())) == (1, 0)
    clock.advance(minutes=30)
    assert (ring_for_waiting_concerns(clock()), ring_for_waiting_concerns(clock())) == (1, 0)
    assert sorted(Alarm.objects.values_list("rung", flat=True)) == ["full", "half"]
    told = TrailEntry.objects.filter(action="concern.overdue").order_by("sequence")
    assert [entry.subject["rung"] for entry in told] == ["half", "full"]


def test_a_steward_who_was_away_rings_for_everything_due(concern: Concern, clock: Any) -> None:
    clock.advance(hours=5)
    assert ring_for_waiting_concerns(clock()) == 2


def test_an_acknowledged_concern_is_quiet(case: Case, clock: Any) -> None:
    clock.advance(hours=5)
    assert ring_for_waiting_concerns(clock()) == 0


def test_the_clock_of_crisis_is_short(ada: Account, ben: Account, mo: Account, clock: Any) -> None:
    concern = make_concern(ada, ben, mo, level=Level.CRISIS)
    assert (concern.due_at - clock()).total_seconds() == 15 * 60


def test_the_bell_is_looked_at_every_minute() -> None:
    every = {chore.name: chore.every.total_seconds() for chore in CHORES}
    assert every["moderation.safeguarding.chores.ring_for_waiting_concerns"] == 60


def test_an_acknowledged_concern_says_by_whom(concern: Concern, clock: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(acknowledged_at=clock())
