"""What to do next in a case: one thing at a time, for somebody who is tired."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.core.when import spelled
from forum.inbox.models import Kind
from moderation.safeguarding.choices import SHARING, Consent, TellFirst
from moderation.safeguarding.models import Case, Consultation


@dataclass(frozen=True)
class NextStep:
    """One clear thing to do. `action` names the form that does it; empty when there is nothing to do but wait."""

    title: str
    why: str
    action: str = ""


def next_step(case: Case, actor: Actor, today: date) -> NextStep:
    """The one thing that `actor` would do next in `case`."""
    if case.is_closed:
        return _after_the_end(case, today)
    mine = case.consultations.waiting_for(actor).first()
    if mine:
        return NextStep("Next: give your advice", "A colleague asked what you think.", "advise")
    if case.owner_id != actor.id:
        return NextStep(
            gettext("{pseudonym} looks after this").format(pseudonym=case.owner.pseudonym),
            "If it cannot wait for them and you are on call, you can take it over.",
            "take_over",
        )
    return _of_the_owner(case)


def _of_the_owner(case: Case) -> NextStep:
    if they_wrote_last(case):
        return NextStep("Next: read what they wrote, and answer", "They wrote back and wait for nobody else.", "write")
    if case.conversation_id is None and case.tell_first == TellFirst.NOT_YET:
        return NextStep("Next: write to them", "They do not know yet that somebody has noticed.", "write")
    if case.tell_first == TellFirst.NOT_YET:
        return NextStep("Next: write down whether you told them first", "Before anybody outside learns of it.", "told")
    if case.consent == Consent.NOT_ASKED:
        return NextStep("Next: write down what they want", "Their wishes and their consent, in their words.", "consent")
    return _towards_a_decision(case)


def _towards_a_decision(case: Case) -> NextStep:
    advised = case.entries.advice_for(case.owner).exists()
    if case.needs_second_person and not case.is_decided and not advised:
        return _towards_advice(case)
    if not case.is_decided:
        two = "" if advised else " If somebody outside has to know, ask a colleague first."
        return NextStep(
            "Next: decide", gettext("You have what you need. Write down why.{two}").format(two=two), "decide"
        )
    if case.decision in SHARING:
        return NextStep("Next: note what was shared, then close", "With whom, exactly what, and what was not.", "close")
    return NextStep("Next: close, with a day to look again", "Everything is written down.", "close")


def _towards_advice(case: Case) -> NextStep:
    asked = list(case.consultations.waiting().in_order().select_related("asked"))
    if asked:
        return NextStep(
            gettext("Waiting for {names}").format(names=_names(asked)),
            "You asked for advice. You can ask somebody else too.",
        )
    if case.consultations.exists():
        return NextStep("Next: ask a colleague again", "The level changed after you had their advice.", "consult")
    return NextStep("Next: ask a colleague", "At this level two people decide.", "consult")


def second_opinion(case: Case) -> str:
    """For which decision a second opinion is missing; empty when there is one that counts."""
    if case.entries.advice_for(case.owner).exists():
        return ""
    again = " again, because the level changed" if case.consultations.exclude(advised_at=None).exists() else ""
    before = "the decision" if case.needs_second_person else "somebody outside is told"
    return f"Needed{again}, before {before}" if again else gettext("Needed before {before}").format(before=before)


def _after_the_end(case: Case, today: date) -> NextStep:
    if case.is_to_look_at_again(today):
        return NextStep("Next: look at it again", "This is the day that was set when it was closed.", "look_again")
    if case.reviewed_at:
        return NextStep("Closed, and looked at again", "There is nothing to do now.")
    day = spelled(case.review_on, "%d %B %Y") if case.review_on else ""
    return NextStep(
        gettext("Closed. Somebody looks again on {review_on}").format(review_on=day),
        "There is nothing to do now.",
    )


def they_wrote_last(case: Case) -> bool:
    """Is the newest letter theirs?"""
    if case.conversation is None:
        return False
    letters = case.conversation.letters.filter(kind=Kind.MESSAGE).order_by("-written_at", "-pk")
    return letters.values_list("from_team", flat=True).first() is False


def _names(asked: Iterable[Consultation]) -> str:
    return " and ".join(row.asked.pseudonym for row in asked)
