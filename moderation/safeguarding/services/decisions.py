"""The decision, the end of a case, and the day on which nothing of it is left."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.when import local, spelled
from forum.inbox.services import end_conversation, forget_conversation
from moderation.flags.services import answer
from moderation.safeguarding import steps
from moderation.safeguarding.choices import SHARING, ChildrenAtRisk, Consent, Decision, EntryKind, TellFirst
from moderation.safeguarding.events import CaseClosed, CaseDecided, CaseExpired, CaseReviewed
from moderation.safeguarding.models import Case, CaseEntry, Concern
from moderation.safeguarding.services.record import add_entry, writable

_RECEIPT = (
    "Somebody from the safeguarding team has looked into this and done what they could. To protect everybody's "
    "privacy we cannot say more. Thank you for telling us."
)


class SecondPersonNeeded(Refusal):
    """At a grave level nobody decides alone, and nobody tells somebody outside alone."""

    code = "second_person_needed"
    message = (
        "At red and crisis two people decide, and at every level when somebody outside is told. Please ask a colleague "
        "first, and decide when you have their advice. What they advised before the level last changed does not count. "
        "If somebody's life is in danger now, act first and write it down afterwards."
    )


class TellFirstNeeded(Refusal):
    """Somebody outside would learn of it before the person does."""

    code = "tell_first_needed"
    message = (
        "Before anybody outside learns of this, write down whether you told the person first, "
        "and whether they agree. If you could not, write why."
    )


class ConsentNeeded(Refusal):
    """A referral with consent needs the consent."""

    code = "consent_needed"
    message = "You chose “with their consent”, but the record does not say that they agreed."


class WordsForThemNeeded(Refusal):
    """Whoever is affected by a decision is told."""

    code = "words_for_them_needed"
    message = (
        "Please write what you decided in plain words for the person. You may leave this empty only if the record says "
        "why they could not be told."
    )


class DecisionNeeded(Refusal):
    """A case is closed after a decision, never instead of one."""

    code = "decision_needed"
    message = "There is no decision yet. Please decide first, then close."


class ReviewInThePast(Refusal):
    """The review date has to come."""

    code = "review_in_the_past"
    message = "Please choose a day after today on which somebody looks at this again."


@transaction.atomic
def decide(
    *, actor: Account, case: Case, decision: Decision, rationale: str, told_member: str, submission: UUID
) -> CaseEntry:
    """Decide what to do, say why, and tell the person in plain words. A later decision is added, never written over."""
    case = writable(actor, case, Permission.CASE_DECIDE)
    _refuse_too_early(actor, case, decision, told_member)
    words = gettext("{label}\n\n{rationale}\n\nTold them: {it}").format(
        label=Decision(decision).label, rationale=rationale, it=told_member or "nothing, see above why"
    )
    entry, is_new = add_entry(case, EntryKind.DECISION, words, actor, submission)
    if is_new:
        case.decision, case.rationale, case.told_member = decision, rationale, told_member
        case.decided_by, case.decided_at = actor, clock.now()
        case.save(update_fields=["decision", "rationale", "told_member", "decided_by", "decided_at"])
        _tell(actor, case)
        publish(CaseDecided(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def close(*, actor: Account, case: Case, review_on: date, words: str, submission: UUID) -> CaseEntry:
    """Close the case until its review date. The conversation ends, and whoever raised the flag gets their answer."""
    earlier = CaseEntry.objects.filter(case=case, author=actor, submission=submission).first()
    if earlier:
        return earlier
    case = writable(actor, case, Permission.CASE_CLOSE)
    if not case.is_decided:
        raise DecisionNeeded
    if review_on <= local(clock.now()).date():
        raise ReviewInThePast
    ending = (
        gettext("Closed. To look at again on {review_on}.\n\n{words}")
        .format(review_on=spelled(review_on, "%d %B %Y"), words=words)
        .strip()
    )
    entry, _ = add_entry(case, EntryKind.CLOSED, ending, actor, submission)
    case.closed_at, case.review_on = clock.now(), review_on
    case.save(update_fields=["closed_at", "review_on"])
    _end(actor, case)
    publish(CaseClosed(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


@transaction.atomic
def look_again(*, actor: Account, case: Case, words: str, review_on: date | None, submission: UUID) -> CaseEntry:
    """On the day that was set: write down what one found, and either set another day or be done with it."""
    earlier = CaseEntry.objects.filter(case=case, author=actor, submission=submission).first()
    if earlier:
        return earlier
    case = writable(actor, case, Permission.CASE_REVIEW)
    if review_on is not None and review_on <= local(clock.now()).date():
        raise ReviewInThePast
    again = (
        gettext("To look at again on {review_on}.").format(review_on=spelled(review_on, "%d %B %Y"))
        if review_on
        else "Nothing more to look at."
    )
    entry, _ = add_entry(case, EntryKind.REVIEWED, f"{words}\n\n{again}", actor, submission)
    case.review_on = review_on or case.review_on
    case.reviewed_at = None if review_on else clock.now()
    case.save(update_fields=["review_on", "reviewed_at"])
    publish(CaseReviewed(actor_id=actor.pk, case_id=case.pk, entry_id=entry.pk))
    return entry


def let_go_of_items(*, now: datetime) -> int:
    """Let what the moderators looked at be forgotten: until its case was closed long ago, it has to stay so that
    whoever raised the flag can be answered."""
    closed = Concern.objects.filter(case__closed_at__lt=now - settings.RETENTION["flags"])
    return closed.filter(item__isnull=False).update(item=None)


def expire(*, now: datetime) -> int:
    """Delete every case whose time is over, with all that belongs to it. One about a child at risk is never deleted by
    itself: the law may ask for decades, and somebody has to decide."""
    old = Case.objects.filter(closed_at__lt=now - settings.RETENTION["cases"], review_on__lt=local(now).date())
    old = old.exclude(children_at_risk=ChildrenAtRisk.YES)
    return sum(_forget(case) for case in old.select_related("conversation", "concern"))


@transaction.atomic
def _forget(case: Case) -> int:
    case_id = case.pk
    Case.objects.filter(pk=case_id).delete()
    Concern.objects.filter(pk=case.concern_id).delete()
    if case.conversation is not None:
        forget_conversation(conversation=case.conversation)
    publish(CaseExpired(actor_id=None, case_id=case_id))
    return 1


def _refuse_too_early(actor: Account, case: Case, decision: Decision, told_member: str) -> None:
    two_decide = case.needs_second_person or decision in SHARING
    if two_decide and not case.entries.advice_for(actor).exists():
        raise SecondPersonNeeded
    if decision in SHARING and case.tell_first == TellFirst.NOT_YET:
        raise TellFirstNeeded
    if decision in SHARING and case.consent == Consent.NOT_ASKED:
        raise TellFirstNeeded
    if decision == Decision.REFER_WITH_CONSENT and case.consent != Consent.GIVEN:
        raise ConsentNeeded
    if not told_member and case.tell_first != TellFirst.COULD_NOT:
        raise WordsForThemNeeded


def _tell(actor: Account, case: Case) -> None:
    if not case.told_member:
        return
    if case.conversation is None and not case.concern.about.is_active:
        return  # They closed their account: there is nobody left to tell.
    if case.conversation is None:
        steps.begin(case, actor)
    steps.tell_decision(case)


def _end(actor: Account, case: Case) -> None:
    if case.conversation is not None:
        steps.tell_closed(case)
        end_conversation(conversation=case.conversation)
    item = case.concern.item
    if item is not None:
        answer(actor=actor, flags=item.flags().filter(answered_at__isnull=True), outcome=_RECEIPT)
