"""Nobody reads what is not theirs, through no door: every page, form and frame of chat, tried by everybody who should
find nothing behind it."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from forum.rooms.models import Attendance, Call, CallKind, Channel, ChatSession, Message, MessageState, Standing
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from moderation.hosting.services import hosts, moderating, people
from moderation.review.levels import Level
from moderation.rota.cover import forget_cover
from moderation.rota.models import Duty, Place
from tests.conftest import Browse
from tests.factories.accounts import make_account
from tests.factories.hosting import opened
from tests.factories.rooms import attend, call, make_block, make_session, write
from tests.factories.rota import put_on_duty

Team = tuple[Account, Account]
COURT = "sys.police"
ROOM, HELD, OUT_OF_SIGHT, ASIDE, BACK, VEILED, TAKEN_BACK, BLOCKED = words = (
    "canary-room", "canary-held", "canary-out-of-sight", "canary-aside", "canary-hosts", "canary-veiled",
    "canary-taken-back", "canary-blocked",
)  # fmt: skip
ANYTHING = {
    "words": "Mine now.", "mode": "write", "slow": "1", "channel": "room", "reason": "Because.", "minutes": "5",
    "level": "red", "note": "", "seen": "1", "warnings": [COURT], "wish": "unknown", "act": "send", "aside": "",
}  # fmt: skip


@pytest.fixture
def told(room: ChatSession, team: Team, ada: Account) -> ChatSession:
    """A full room in which Ada wrote, and a host beside it."""
    ChatSession.objects.filter(pk=room.pk).update(capacity=2)
    mine = attend(room, ada)
    blocked = make_account("Blocked")
    attend(room, blocked)
    write(room, ada, ROOM)
    write(room, ada, HELD, state=MessageState.HELD)
    write(room, ada, OUT_OF_SIGHT, state=MessageState.HIDDEN)
    write(room, ada, VEILED, warnings=[COURT])
    write(room, ada, TAKEN_BACK, state=MessageState.WITHDRAWN, is_flagged=True)
    write(room, blocked, BLOCKED)
    write(room, team[1], BACK, channel=Channel.HOSTS)
    call(mine)
    call(mine, CallKind.FLAG, message=Message.objects.filter(author=ada).first())
    write(room, ada, ASIDE, aside=mine)
    return room


def _doors(session: ChatSession) -> Iterator[str]:
    """Every address of chat there is, with everything it could be about."""
    about: dict[str, list[UUID]] = {
        "m/": list(Message.objects.values_list("pk", flat=True)),
        "p/": list(Attendance.objects.values_list("pk", flat=True)),
        "calls/": list(Call.objects.values_list("pk", flat=True)),
    }
    for space in ("rooms", "hosting", "flags"):
        prefix, resolver = get_resolver().namespace_dict[space]
        for pattern in resolver.url_patterns:
            route = f"/{prefix}{pattern.pattern}"
            if not route.startswith(("/chat/", "/hosting/")):
                continue
            kind = next((one for one in about if f"/{one}<" in route), "")
            for pk in about.get(kind, [session.pk]):
                yield route.replace("<uuid:pk>", str(pk))


def _everything_said(client: Client, session: ChatSession) -> str:
    found = []
    for door in dict.fromkeys(_doors(session)):
        for query in ("", "?read=1&before=999&after=0"):
            answer = client.get(door + query)
            assert answer.status_code < 500, door
            found.append(answer.content.decode())
    return "\n".join(found)


def _state() -> list[object]:
    """Everything that somebody else's press could change."""
    return [
        list(Message.objects.order_by("pk").values_list("pk", "state", "is_covered", "warnings", "reason")),
        list(Attendance.objects.order_by("pk").values_list("pk", "standing", "mode", "quiet_until", "aside_closed_at")),
        list(Call.objects.order_by("pk").values_list("pk", "taken_by")),
        list(ChatSession.objects.order_by("pk").values_list("pk", "state", "turn", "slow_seconds", "host_words")),
    ]  # fmt: skip


def _stranger(session: ChatSession, team: Team) -> Account:
    return make_account("Stranger")


def _at_the_door(standing: Standing) -> Callable[[ChatSession, Team], Account]:
    def made(session: ChatSession, team: Team) -> Account:
        account = make_account("Waiting")
        attend(session, account, standing=standing, entered_at=None)
        return account

    return made


def _removed(session: ChatSession, team: Team) -> Account:
    account = make_account("Removed")
    attend(session, account, standing=Standing.REMOVED, reason="Let us rest.")
    return account


def _off_duty(session: ChatSession, team: Team) -> Account:
    Place.objects.filter(account=team[1]).update(signed_off_at=session.starts_at)
    forget_cover()
    return team[1]


def _gone_out(session: ChatSession, team: Team) -> Account:
    hosts.go_out(actor=team[1], session=session)
    return team[1]


def _of_another_session(session: ChatSession, team: Team) -> Account:
    other = make_account("Rio", Role.MODERATOR)
    put_on_duty(other, Duty.SECOND)
    hosts.come_in(actor=other, session=make_session(other, title="Another room"))
    return other


def _shadow(session: ChatSession, team: Team) -> Account:
    account = make_account("Tam", Role.MODERATOR, stage=Stage.SHADOW)
    put_on_duty(account, Duty.SECOND)
    return account


def _manager(session: ChatSession, team: Team) -> Account:
    return make_account("Noor", Role.MANAGER)


def _practitioner(session: ChatSession, team: Team) -> Account:
    return make_account("Pia", Role.PRACTITIONER)


OUTSIDE = [
    _stranger, _at_the_door(Standing.WAITING), _at_the_door(Standing.ASKING), _at_the_door(Standing.LEFT), _removed,
    _gone_out, _of_another_session, _shadow, _manager, _practitioner,
]  # fmt: skip


@pytest.mark.parametrize("who", OUTSIDE)
def test_whoever_is_not_in_it_reads_nothing_of_a_room(
    who: Callable[[ChatSession, Team], Account], told: ChatSession, team: Team, browse: Browse
) -> None:
    actor = who(told, team)
    heard = _everything_said(browse(actor), told)
    for canary in words:
        assert canary not in heard, canary


@pytest.mark.parametrize("who", [_removed, _gone_out, _of_another_session, _shadow, _manager, _practitioner])
def test_whoever_is_not_in_it_changes_nothing_there(
    who: Callable[[ChatSession, Team], Account], told: ChatSession, team: Team, browse: Browse
) -> None:
    actor = who(told, team)
    before = _state()
    client = browse(actor)
    # Coming in as a host is what a host on duty may; it is their way in.
    heard = "\n".join(
        client.post(door, ANYTHING | {"submission": new_token(actor)}, headers=headers).content.decode()
        for headers in ({}, {"X-Live": "1"})
        for door in dict.fromkeys(_doors(told))
        if not door.endswith("/come-in/")
    )
    assert _state() == before
    for canary in words:
        assert canary not in heard, canary


def test_a_member_in_the_room_reads_what_is_theirs_and_presses_nothing_of_the_hosts(
    told: ChatSession, team: Team, ben: Account, browse: Browse
) -> None:
    attend(told, ben)
    set_profile(actor=ben, choices={COURT: View.HIDE})
    make_block(Account.objects.get(pseudonym="Blocked"), ben)
    heard = _everything_said(browse(ben), told)
    assert ROOM in heard
    for canary in (HELD, OUT_OF_SIGHT, ASIDE, BACK, TAKEN_BACK, BLOCKED):
        assert canary not in heard, canary
    in_room = [browse(ben).get(reverse(f"rooms:{door}", args=[told.pk])).content.decode() for door in ("room", "since")]
    assert VEILED not in "".join(in_room)
    before = _state()
    client = browse(ben)
    for door in dict.fromkeys(_doors(told)):
        if door.startswith("/hosting/"):
            assert client.post(door, ANYTHING | {"submission": new_token(ben)}).status_code in (403, 404, 405), door
    assert _state() == before


@pytest.mark.parametrize("live", [False, True])
def test_nobody_takes_back_what_another_wrote(told: ChatSession, ben: Account, browse: Browse, *, live: bool) -> None:
    attend(told, ben)
    client = browse(ben)
    for message in Message.objects.all():
        answer = client.post(reverse("rooms:withdraw", args=[message.pk]), headers={"X-Live": "1"} if live else {})
        assert answer.status_code in (403, 404)
    assert Message.objects.get(words__isnull=False, number=1).state == MessageState.SHOWN


def test_a_host_reads_nothing_that_was_taken_back(told: ChatSession, team: Team, browse: Browse) -> None:
    """It is kept for the team's answer, not for the room: the desk has it."""
    heard = _everything_said(browse(team[0]), told)
    assert ROOM in heard
    assert TAKEN_BACK not in heard


def test_a_visitor_is_sent_to_the_way_in(told: ChatSession, browse: Browse) -> None:
    heard = _everything_said(browse(), told)
    assert "canary" not in heard


def test_a_host_who_is_off_shift_reads_nothing_more(told: ChatSession, team: Team, browse: Browse) -> None:
    actor = _off_duty(told, team)
    heard = _everything_said(browse(actor), told)
    for canary in words:
        assert canary not in heard, canary
    before = _state()
    client = browse(actor)
    for door in dict.fromkeys(_doors(told)):
        if not door.endswith("/go-out/"):  # Going is always open.
            assert client.post(door, ANYTHING | {"submission": new_token(actor)}).status_code < 500, door
    assert _state() == before


def test_a_submission_of_another_or_of_another_room_finds_nothing(
    told: ChatSession, team: Team, ada: Account, ben: Account, browse: Browse
) -> None:
    """A name that somebody else gave to their message leads nobody to it."""
    attend(told, ben)
    second = opened(*team)
    attend(second, ada)
    attend(second, ben)
    first = Message.objects.filter(author=ada).order_by("number").first()
    assert first is not None
    form = {"words": "My own.", "submission": str(first.submission), "warnings": []}
    frames = []
    for session, actor in ((told, ben), (second, ben), (second, ada)):
        answer = browse(actor).post(reverse("rooms:room", args=[session.pk]), form, headers={"X-Live": "1"})
        frames += answer.json()["frames"]
    assert {one["type"] for one in frames} == {"kept"}
    assert len({one["id"] for one in frames} | {str(first.pk)}) == 4


def test_what_was_emptied_a_moment_ago_is_not_found(told: ChatSession, team: Team, ada: Account) -> None:
    """The page was read before, and the press comes after."""
    message, theirs = Message.objects.filter(author=ada)[0], Attendance.objects.get(account=ada)
    waits = Call.objects.filter(attendance=theirs)[0]
    Message.objects.all().delete()
    Call.objects.all().delete()
    Attendance.objects.of_members().delete()
    for press in (
        lambda: moderating.cover(actor=team[0], message=message),
        lambda: moderating.hand_on(actor=team[0], message=message, level=Level.RED),
        lambda: people.quiet(actor=team[0], attendance=theirs, minutes=1, reason="Let us rest."),
        lambda: people.take_call(actor=team[0], call=waits),
    ):
        with pytest.raises(NotGranted):
            press()
