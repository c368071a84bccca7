"""The one table of who may what: what each role is granted, and from which stage on."""

from collections.abc import Mapping

from forum.accounts.permissions.words import Permission, Role, Stage

_P = Permission
_READING = {_P.BOARD_READ, _P.THREAD_READ, _P.POST_READ, _P.PROFILE_SET}
# What everybody on the team does for themselves, whatever their role: paid or not, peer or not.
_ON_THE_TEAM = {
    _P.SHIFT_READ, _P.SHIFT_SIGN_ON, _P.SHIFT_TAKE, _P.TEAM_READ, _P.PLACE_DROP, _P.PLACE_OFFER, _P.OFFER_READ,
    _P.OFFER_ACCEPT, _P.OFFER_WITHDRAW, _P.LEAD_CHOOSE, _P.ABSENCE_DECLARE, _P.ABSENCE_END, _P.WISH_WRITE,
    _P.FEED_MAKE, _P.NUDGE_READ, _P.NUDGE_CHOOSE, _P.HANDOVER_READ, _P.HANDOVER_WRITE, _P.BREAK_TAKE,
    _P.DEBRIEF_WRITE, _P.DEBRIEF_READ, _P.DEBRIEF_ANSWER, _P.HOURS_READ, _P.HOURS_WRITE, _P.EXPENSE_CLAIM,
    _P.EXPENSE_READ, _P.STANDING_READ, _P.LEGAL_NAME_READ, _P.STAGE_READ, _P.STAGE_GO_BACK, _P.MODULE_READ,
    _P.MODULE_COMPLETE,
    _P.COMPLETION_READ, _P.PRACTICE_OPEN, _P.PRACTICE_READ,
    _P.SUPERVISION_READ, _P.SUPERVISION_NOTE, _P.SUPERVISION_HOLD, _P.SUPERVISION_LEAD, _P.LOG_READ, _P.LOG_WRITE,
    _P.WELFARE_OPEN, _P.SUPPORTER_READ, _P.LEAVING_TALK,
    _P.TOPICS_CHOOSE, _P.CARE_PLAN_WRITE, _P.LEAVING_ARRANGE, _P.LEAVING_READ, _P.APPLICATION_READ,
    _P.APPLICATION_WEIGH, _P.APPLICATION_CARRY,
    _P.ABSENCE_READ, _P.PLACE_GIVE_UP,
}  # fmt: skip
_LEADING = {_P.STAGE_CHANGE, _P.MODULE_CONFIRM}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.VISITOR: frozenset(),
    Role.MEMBER: frozenset(
        _READING
        | {
            _P.ACCOUNT_CLOSE, _P.NOTICE_ACKNOWLEDGE, _P.THREAD_WRITE, _P.POST_WRITE, _P.POST_WITHDRAW, _P.FLAG_RAISE,
            _P.FLAG_READ, _P.INBOX_OPEN, _P.INBOX_READ, _P.INBOX_WRITE, _P.APPLICATION_SEND, _P.APPLICATION_READ,
            _P.APPLICATION_WITHDRAW,
        }
    ),
    Role.MODERATOR: frozenset(
        _READING
        | _ON_THE_TEAM
        | _LEADING
        | {
            _P.DESK_OPEN, _P.ITEM_READ, _P.ITEM_CLAIM, _P.ITEM_RELEASE, _P.ITEM_DECIDE, _P.ITEM_HAND_ON, _P.FLAG_READ,
            _P.ITEM_BRING_BACK, _P.FLAG_ANSWER, _P.POST_HIDE, _P.POST_SHOW,
        }
    ),
    Role.PRACTITIONER: frozenset(
        _READING
        | _ON_THE_TEAM
        | _LEADING
        | {
            _P.CONCERNS_OPEN, _P.CONCERN_READ, _P.CONCERN_ACKNOWLEDGE, _P.CASE_READ, _P.CASE_WRITE, _P.CASE_CONSULT,
            _P.CASE_ADVISE, _P.CASE_DECIDE, _P.CASE_CLOSE, _P.CASE_REVIEW, _P.CASE_TAKE_OVER, _P.INBOX_READ,
            _P.INBOX_SEND, _P.FLAG_READ, _P.FLAG_ANSWER,
        }
    ),
    Role.MANAGER: frozenset(
        _READING
        | _ON_THE_TEAM
        | _LEADING
        | {
            _P.SHIFT_PLAN, _P.PATTERN_WRITE, _P.PLACE_APPROVE, _P.TEAM_INVITE, _P.TEAM_CLOSE, _P.STANDING_CHANGE,
            _P.FACTOR_RESET,
            _P.LEGAL_NAME_WRITE, _P.ROLE_CARD_PUBLISH, _P.SUPPORTER_NAME, _P.MODULE_PUBLISH,
            _P.SUPERVISION_PLAN, _P.LEAVING_THANK, _P.HOURS_CORRECT, _P.HOURS_EXPORT, _P.EXPENSE_DECIDE,
            _P.APPLICATION_ANSWER, _P.BOARD_SET, _P.NOTICE_PUBLISH, _P.DIRECTORY_CHECK, _P.AUDIT_READ,
        }
    ),
    # The service itself: the steward's chores and starter content.
    Role.SYSTEM: frozenset(
        {
            _P.NOTICE_PUBLISH, _P.TEAM_INVITE, _P.DIRECTORY_CHECK, _P.ITEM_RELEASE, _P.FLAG_ANSWER, _P.PATTERN_WRITE,
            _P.FACTOR_RESET,
            _P.MODULE_PUBLISH, _P.ROLE_CARD_PUBLISH,
        }
    ),
}  # fmt: skip

# From which stage on somebody on the team is granted it; the first stage unless it stands here.
OPENED_AT: Mapping[Permission, Stage] = {
    _P.SHIFT_TAKE: Stage.SHADOW,
    _P.DESK_OPEN: Stage.SHADOW,
    _P.ITEM_READ: Stage.SHADOW,
    _P.ITEM_CLAIM: Stage.PAIRED,
    _P.ITEM_RELEASE: Stage.PAIRED,
    _P.ITEM_DECIDE: Stage.PAIRED,
    _P.ITEM_HAND_ON: Stage.PAIRED,
    _P.FLAG_ANSWER: Stage.PAIRED,
    _P.POST_HIDE: Stage.PAIRED,
    _P.POST_SHOW: Stage.PAIRED,
    _P.ITEM_BRING_BACK: Stage.PAIRED,
    _P.CONCERNS_OPEN: Stage.PAIRED,
    _P.CONCERN_READ: Stage.PAIRED,
    _P.CONCERN_ACKNOWLEDGE: Stage.PAIRED,
    _P.CASE_READ: Stage.PAIRED,
    _P.CASE_WRITE: Stage.PAIRED,
    _P.CASE_CONSULT: Stage.PAIRED,
    _P.CASE_DECIDE: Stage.PAIRED,
    _P.CASE_REVIEW: Stage.PAIRED,
    _P.INBOX_SEND: Stage.PAIRED,
    _P.CASE_ADVISE: Stage.SOLO,
    _P.CASE_CLOSE: Stage.SOLO,
    _P.CASE_TAKE_OVER: Stage.SOLO,
    _P.SUPERVISION_LEAD: Stage.SOLO,
    _P.STAGE_CHANGE: Stage.LEAD,
    _P.MODULE_CONFIRM: Stage.LEAD,
}
