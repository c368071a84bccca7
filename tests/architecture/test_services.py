"""A verb has one shape: keyword-only, the actor first, authorised before anything changes."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import Function, at, functions, layer_files, named, python_files, top_functions, tree

FILES = [path for path in layer_files("services") if path.name != "__init__.py"]

_NOT_IN_YET = "whoever asks has no account yet"
_STEWARD = "a chore of the steward"
_LEFT = "somebody closed their account; the event says who"

# Verbs without an actor, and why.
WITHOUT_ACTOR = {
    "accounts.join": _NOT_IN_YET,
    "accounts.open_duty_account": "a step of `team.accept_invitation` and of made-up communities",
    "accounts.forget_factors": "a step of closing an account and of coming back",
    "accounts.free_sign_in_name": "a name that nobody has, and nothing more",
    "accounts.recover": _NOT_IN_YET,
    "accounts.sign_in_with_key": _NOT_IN_YET,
    "blocks.follow_name": "hears `pseudonym.changed`",
    "blocks.forget_blocks": _LEFT,
    "boards.forget_boards": _LEFT,
    "checkins.forget_answers": _STEWARD,
    "checkins.forget_check_in": _LEFT,
    "checkins.look_for_silence": _STEWARD,
    "checkins.tell_due": _STEWARD,
    "drafts.forget_drafts_of": _LEFT,
    "drafts.forget_old_drafts": _STEWARD,
    "safeguarding.raise_from_check_in": "hears `check_in.not_ok` and `check_in.silent`",
    "threads.forget_old_versions": _STEWARD,
    "confidentiality.forget_acknowledgements": _LEFT,
    "envelope.forget_envelope": _LEFT,
    "envelope.note_opening": "a step of `safeguarding.open_envelope`",
    "envelope.show_opening": "a step of `safeguarding.tell_owners_of_envelopes`",
    "handover.ask_for_break": "a step of what the desk decided",
    "handover.close_breaks": "hears `shift.signed_off`",
    "handover.come_back": "a step of what the desk did",
    "handover.remind_of_debriefs": _STEWARD,
    "handover.remind_of_missing": _STEWARD,
    "hosting.check_offers": _STEWARD,
    "hosting.forget_host": _LEFT,
    "hosting.look_after": _STEWARD,
    "hosting.look_at": "hears `chat.opened`",
    "hosting.ring_late": "a step of `hosting.look_after`",
    "flags.keep_name": "hears `pseudonym.changed`",
    "inbox.end_conversation": "a step of a decision that was authorised",
    "inbox.forget_conversation": _STEWARD,
    "inbox.tell_step": "a step of a decision that was authorised",
    "joining.forget_applications": _LEFT,
    "joining.release_readings": "somebody left the team; the event says who",
    "names.forget_names": _LEFT,
    "nudges.forget_address": "a step of `team.close_duty_account`",
    "nudges.forget_old": _STEWARD,
    "nudges.send_what_waits": _STEWARD,
    "ladder.forget_steps": "hears `standing.forgotten`",
    "nudges.tell": "a step of whatever there is to tell",
    "private.forget_old": _STEWARD,
    "private.forget_person": _LEFT,
    "private.hide_message": "a step of a decision that was authorised",
    "private.leave_under": "hears `pseudonym.changed`",
    "private.show_message": "a step of a decision that was authorised",
    "private.warn_message": "a step of a decision that was authorised",
    "private.stop_meeting": "hears `member.blocked`",
    "referrals.expire_referrals": _STEWARD,
    "referrals.forget_referrals": _LEFT,
    "review.drop_first_look": "hears `post.withdrawn`",
    "review.release_what_was_left": _STEWARD,
    "review.take_in": "hears `flag.raised`",
    "review.take_in_for_a_first_look": "hears `post.written`",
    "rooms.admit_waiting": "a place is free, whoever noticed it",
    "rooms.be_seen": "a step of the sockets and the pages of a room",
    "rooms.empty_session": _STEWARD,
    "rooms.forget_person": _LEFT,
    "rooms.keep_under": "hears `pseudonym.changed`",
    "rooms.forget_session": _STEWARD,
    "rooms.note_flag": "hears `flag.raised`",
    "rooms.withdraw_all_of": _LEFT,
    "rota.close_forgotten": _STEWARD,
    "team.forget_who_left": _STEWARD,
    "rota.close_stale": _STEWARD,
    "rota.close_absences": _LEFT,
    "rota.forget_calendar": _LEFT,
    "rota.forget_wishes": _LEFT,
    "rota.free_places": _LEFT,
    "safeguarding.expire": _STEWARD,
    "safeguarding.heard_from": "hears `letter.sent`",
    "safeguarding.keep_name": "hears `pseudonym.changed`",
    "safeguarding.let_go_of_items": _STEWARD,
    "safeguarding.ring": _STEWARD,
    "safeguarding.tell_owners_of_envelopes": _STEWARD,
    "supervision.cancel_without": _LEFT,
    "supervision.forget_person": _LEFT,
    "supervision.remind": _STEWARD,
    "team.accept_invitation": "the link is the right",
    "team.invite_first_manager": "the operator of the machine",
    "team.look_at_invitation": "the link is the right",
    "threads.keep_under": "hears `pseudonym.changed`",
    "search.forget_post": "hears `post.withdrawn` and the like",
    "search.index_missing": _STEWARD,
    "search.index_post": "hears `post.written` and the like",
    "search.rebuild_index": "the operator of the machine",
    "search.sweep_index": _STEWARD,
    "threads.forget_answers": "hears `post.withdrawn`",
    "threads.forget_bookmarks": "hears `post.withdrawn`",
    "threads.forget_places": _LEFT,
    "threads.forget_unwanted_marks": "hears `choices.set`",
    "threads.hold_post": "a step of whatever hears `post.written`",
    "threads.forget_old_suggestions": _STEWARD,
    "threads.forget_suggestions": "hears `post.withdrawn`, or somebody left",
    "threads.withdraw_all_of": _LEFT,
    "training.forget_learning": "hears `standing.forgotten`",
    "updates.forget_old": _STEWARD,
    "updates.forget_person": _LEFT,
    "updates.forget_post": "hears `post.held`, `post.hidden` and `post.withdrawn`",
    "updates.forget_thing": "hears `private.ended`",
    "updates.forget_unconfirmed": _STEWARD,
    "updates.note": "a step of whatever is new",
    "updates.see_thing": "hears `letters.read`",
    "updates.send_what_waits": _STEWARD,
    "warnings.forget_profile": _LEFT,
    "welfare.forget_leaving": "hears `standing.forgotten`",
    "welfare.forget_person": _LEFT,
    "welfare.note_exposure": "a step of what the desk decided",
    "welfare.remind_of_last_days": _STEWARD,
    "welfare.tell_of_same_person": "hears `supervision.arranged`",
}

# Verbs that ask no permission, and what stands in its place.
UNAUTHORISED = {
    "accounts.begin_second_factor": "about oneself",
    "accounts.check_second_factor": "what it asks for comes before every permission",
    "accounts.confirm_second_factor": "about oneself",
    "accounts.keep_phrase": "about oneself",
    "hosting.go_out": "about oneself",
    "flags.refuse_a_second": "a question, part of `raise_flag`",
    "safeguarding.raise_concern": "hears `item.handed_on`, which was authorised",
}

# Steps that several verbs of one app share; they are not called from elsewhere.
STEPS = {
    "accounts.forget_factors",
    "accounts.free_sign_in_name",
    "audit.append",
    "audit.subject_of",
    "joining.locked",
    "rooms.go",
    "safeguarding.add_entry",
    "safeguarding.writable",
    "supervision.managers",
    "welfare.managers",
}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_verbs_are_called_by_name_with_the_actor_first(path: Path) -> None:
    wrong = []
    for verb in verbs(path):
        arguments = verb.args
        names = [argument.arg for argument in arguments.kwonlyargs]
        if arguments.args or arguments.posonlyargs or arguments.vararg or arguments.kwarg:
            wrong.append(f"{at(path, verb)} {verb.name} takes something that is not by name")
        elif label(path, verb) not in WITHOUT_ACTOR and names[:1] != ["actor"]:
            wrong.append(f"{at(path, verb)} {verb.name} has no actor in the first place")
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_verbs_ask_whether_the_actor_may(path: Path) -> None:
    asking = _asking(Path(named(path)).parts[1])
    silent = [
        f"{at(path, verb)} {verb.name}"
        for verb in verbs(path)
        if verb.name not in asking and label(path, verb) not in {**WITHOUT_ACTOR, **UNAUTHORISED}
    ]
    assert silent == []


def test_the_lists_of_exceptions_hold_nothing_that_is_gone() -> None:
    known = {label(path, verb) for path in FILES for verb in top_functions(path)}
    assert {*WITHOUT_ACTOR, *UNAUTHORISED, *STEPS} - known == set()
    assert WITHOUT_ACTOR.keys() & UNAUTHORISED.keys() == set()


def test_steps_are_called_by_their_own_app_alone() -> None:
    strays = [
        at(path, node)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and ".services" in (node.module or "")
        for name in node.names
        if f"{(node.module or '').split('.')[1]}.{name.name}" in STEPS
        and named(path).split("/")[1] != (node.module or "").split(".")[1]
    ]
    assert strays == []


def verbs(path: Path) -> Iterator[Function]:
    """What a file of services lets others do."""
    return (function for function in top_functions(path) if label(path, function) not in STEPS)


@cache
def _asking(app: str) -> frozenset[str]:
    """The functions in an app's services that authorise, or call one of the app's that does."""
    bodies = [body for path in FILES if Path(named(path)).parts[1] == app for body in functions(tree(path))]
    asking = {body.name for body in bodies if _calls(body, "authorize")}
    asking |= {body.name for body in bodies if any(_calls(body, name) for name in asking)}
    return frozenset(asking)


def _calls(function: Function, name: str) -> bool:
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name for node in ast.walk(function)
    )


def label(path: Path, verb: Function) -> str:
    """As `app.verb`."""
    parts = Path(named(path)).parts
    return f"{parts[1]}.{verb.name}"
