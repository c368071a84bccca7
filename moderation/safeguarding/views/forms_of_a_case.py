"""What can be done in a case: for each verb its form, its service, and the words on its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from forum.accounts.models import Account
from forum.accounts.permissions import Permission
from forum.core.submission import SubmissionForm
from moderation.safeguarding import forms, services
from moderation.safeguarding.models import Case


@dataclass(frozen=True)
class Action:
    """One verb of a case."""

    form: type[SubmissionForm]
    do: Callable[..., object]
    permission: Permission
    title: str
    intro: str
    button: str


_P = Permission
ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "write": Action(
            forms.WriteForm,
            services.write,
            _P.CASE_WRITE,
            "Write to them",
            "Your words arrive in their messages under your duty name. From your first letter on they also read there, "
            "in plain steps, what we do.",
            "Send",
        ),
        "note": Action(
            forms.NoteForm,
            services.note,
            _P.CASE_WRITE,
            "Write a note",
            "For the record. They do not read it here, but they have a right to ask for it.",
            "Add the note",
        ),
        "told": Action(
            forms.TellFirstForm,
            services.record_tell_first,
            _P.CASE_WRITE,
            "Told first",
            "We tell the person before anybody else, unless that would put somebody in danger.",
            "Write it down",
        ),
        "consent": Action(
            forms.ConsentForm,
            services.record_consent,
            _P.CASE_WRITE,
            "Consent and wishes",
            "What do they want? Keep to their own words.",
            "Write it down",
        ),
        "level": Action(
            forms.LevelForm,
            services.change_level,
            _P.CASE_WRITE,
            "Change the level",
            "If it ever was red or crisis, two people decide, even when it is calmer now. Advice from before "
            "the change no longer counts for a decision that two people take.",
            "Change the level",
        ),
        "consult": Action(
            forms.ConsultForm,
            services.consult,
            _P.CASE_CONSULT,
            "Ask a colleague",
            "A second pair of eyes. Their advice stands in the record.",
            "Ask",
        ),
        "decide": Action(
            forms.DecideForm,
            services.decide,
            _P.CASE_DECIDE,
            "Decide",
            "Write down why. If they can be told, they read what we decided.",
            "Decide",
        ),
        "close": Action(
            forms.CloseForm,
            services.close,
            _P.CASE_CLOSE,
            "Close the case",
            "The conversation with them ends, they read that it did, and whoever raised the flag gets an answer.",
            "Close the case",
        ),
        "look_again": Action(
            forms.LookAgainForm,
            services.look_again,
            _P.CASE_REVIEW,
            "Look at it again",
            "Set another day, or leave the day empty if there is nothing more to look at.",
            "Write it down",
        ),
        "take_over": Action(
            forms.TakeOverForm,
            services.take_over,
            _P.CASE_TAKE_OVER,
            "Take this case over",
            "You look after it from then on. The colleague who had it can read that you do.",
            "Take it over",
        ),
    }
)


def unbound(name: str, case: Case, actor: Account, kept: Mapping[str, Any] | None = None) -> SubmissionForm:
    """The form of the verb `name`, starting with what the case says now, or with words kept from before."""
    initial = {**_now(name, case), **(kept or {})}
    return ACTIONS[name].form(actor=actor, initial=initial, auto_id=f"{name}_%s")


def bound(name: str, data: Any, actor: Account) -> SubmissionForm:
    """The form of the verb `name` with what somebody sent."""
    return ACTIONS[name].form(data, actor=actor, auto_id=f"{name}_%s")


def _now(name: str, case: Case) -> dict[str, Any]:
    if name == "told":
        return {"tell_first": case.tell_first, "reason": case.tell_first_reason}
    if name == "consent":
        return {"consent": case.consent, "reason": case.consent_reason, "wishes": case.wishes}
    if name == "level":
        return {"level": case.level, "children_at_risk": case.children_at_risk}
    if name == "decide":
        return {"decision": case.decision, "rationale": case.rationale, "told_member": case.told_member}
    return {}
