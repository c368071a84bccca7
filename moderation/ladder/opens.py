"""What each stage opens for a role, in words: told from the permission table and from the duties, so that the page can
never promise what the program refuses."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext

from forum.accounts.permissions import GRANTS, OPENED_AT, Permission, Role, Stage
from moderation.rota.duties import ROLE_FOR, STAGE_FOR, Duty

_P = Permission
# Several permissions may be one thing to a person.
IN_WORDS: Mapping[Permission, str] = MappingProxyType(
    {
        _P.SHIFT_TAKE: "take places on the rota",
        _P.DESK_OPEN: "open the desk while you are on shift",
        _P.ITEM_READ: "read what waits there",
        _P.ITEM_CLAIM: "take up an item, and let it go again",
        _P.ITEM_RELEASE: "take up an item, and let it go again",
        _P.ITEM_DECIDE: "decide about an item",
        _P.ITEM_HAND_ON: "hand an item on to safeguarding",
        _P.FLAG_ANSWER: "answer whoever asked us to look",
        _P.POST_HIDE: "put a post out of sight, and bring it back",
        _P.POST_SHOW: "put a post out of sight, and bring it back",
        _P.ITEM_BRING_BACK: "put a post out of sight, and bring it back",
        _P.CONCERNS_OPEN: "open the concerns while you are on call",
        _P.CONCERN_READ: "read a concern, and say that you have it in hand",
        _P.CONCERN_ACKNOWLEDGE: "read a concern, and say that you have it in hand",
        _P.CASE_READ: "look after a case",
        _P.CASE_WRITE: "look after a case",
        _P.CASE_CONSULT: "look after a case",
        _P.CASE_DECIDE: "look after a case",
        _P.CASE_REVIEW: "look after a case",
        _P.ENVELOPE_OPEN: "ask to open a sealed envelope, and open it once a second person agreed",
        _P.POST_WARN: "add a content warning to a post",
        _P.REFERRAL_READ: "look after a referral to a service",
        _P.REFERRAL_CARRY: "look after a referral to a service",
        _P.INBOX_SEND: "write to the person a case is about",
        _P.CHAT_READ: "see which sessions there are, and the log of those that were",
        _P.CHAT_LOG_OPEN: "see which sessions there are, and the log of those that were",
        _P.CHAT_HOST: "hold a session with somebody beside you, while you are on shift",
        _P.CHAT_STEER: "hold a session with somebody beside you, while you are on shift",
        _P.ATTENDANCE_READ: "hold a session with somebody beside you, while you are on shift",
        _P.MESSAGE_READ: "read and write in the sessions you hold",
        _P.MESSAGE_WRITE: "read and write in the sessions you hold",
        _P.MESSAGE_WITHDRAW: "read and write in the sessions you hold",
        _P.MESSAGE_MODERATE: "cover, hold or hide a message, and hand it on",
        _P.MESSAGE_HAND_ON: "cover, hold or hide a message, and hand it on",
        _P.MEMBER_LET_IN: "let somebody in, ask them to only read, or to leave",
        _P.MEMBER_QUIET: "let somebody in, ask them to only read, or to leave",
        _P.MEMBER_REMOVE: "let somebody in, ask them to only read, or to leave",
        _P.ASIDE_SPEAK: "speak in private with somebody who is not OK",
        _P.CALL_READ: "speak in private with somebody who is not OK",
        _P.CALL_TAKE: "speak in private with somebody who is not OK",
        _P.CHAT_PLAN: "plan a session, and open it",
        _P.CHAT_OPEN: "plan a session, and open it",
        _P.SUPPORT_OFFER: "offer times for one to one",
        _P.CASE_ADVISE: "be the second person a colleague asks about a case",
        _P.ENVELOPE_AGREE: "be the second person when a sealed envelope is opened",
        _P.CASE_CLOSE: "close a case",
        _P.CASE_TAKE_OVER: "take a case over from a colleague",
        _P.SUPERVISION_LEAD: "lead a group session",
        _P.STAGE_CHANGE: "sign off the stages of others",
        _P.MODULE_CONFIRM: "talk modules over with others, and say that it counts",
    }
)
_FROM_THE_START = (
    "read the modules, and practise on the training desk",
    "meet your supervisor, and keep a log that only you can read",
    "choose what goes to somebody else, and plan how you look after yourself",
)


def opened(role: str, stage: Stage) -> tuple[str, ...]:
    """What comes with this stage for somebody of this role, each thing once."""
    if stage is Stage.TRAINEE:
        return _FROM_THE_START
    granted = GRANTS[Role(role)]
    duties = [_duty(duty) for duty, needed in STAGE_FOR.items() if needed is stage and ROLE_FOR[duty] == role]
    words = [IN_WORDS[one] for one, needed in OPENED_AT.items() if needed is stage and one in granted]
    return tuple(dict.fromkeys([*duties, *words]))


def _duty(duty: Duty) -> str:
    return gettext("be on a shift as {str}").format(str=str(duty.label).lower())
