"""A small world with one of everything, and everybody who may come to it."""

from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import uuid4

from forum.accounts.actors import VISITOR, Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.boards.models import Board
from forum.core import clock
from forum.inbox.models import Conversation
from forum.support.models import Line
from forum.threads.models import Post, Thread
from forum.threads.services.withdrawing import withdraw_post
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from moderation.flags.models import Flag, Reason
from moderation.flags.services import raise_flag
from moderation.review import services as review
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.rota.models import Duty, Place
from moderation.safeguarding import services as safeguarding
from moderation.safeguarding.choices import Decision as CaseDecision
from moderation.safeguarding.choices import Rung
from moderation.safeguarding.models import Alarm, Case, Concern, Consultation
from moderation.team.models import Invitation
from moderation.team.services import invite
from tests.architecture.things import build_all
from tests.factories.accounts import make_account
from tests.factories.rota import make_place, make_shift, put_on_call, put_on_duty
from tests.factories.threads import make_board, make_post, make_reply


class As(StrEnum):
    """Everybody who may knock, in the order of the columns of the access matrix."""

    VISITOR = "visitor"
    MEMBER = "member"
    NEWCOMER = "member who has not read the notice"
    MODERATOR = "moderator on shift"
    OFF_SHIFT = "moderator off shift"
    UNVERIFIED = "moderator on shift without a second factor"
    PRACTITIONER = "practitioner on call"
    OFF_CALL = "practitioner off call"
    MANAGER = "manager"


UNSHOWN = "second factor not shown"


class Caseload(NamedTuple):
    """One of everything in safeguarding, as the practitioner on call has it."""

    waiting: Concern
    case: Case
    closed: Case
    of_a_colleague: Case
    asked_of_a_colleague: Consultation
    question: Consultation
    decided: Case
    due_again: Case


@dataclass(frozen=True)
class World:
    """Everybody and everything. `cast` holds who knocks; the others only give them something to find."""

    cast: dict[As, Account]
    closed_account: Account
    colleague: Account
    board: Board
    post: Post
    own_post: Post
    unflagged_post: Post
    withdrawn_post: Post
    hidden_post: Post
    flag: Flag
    open_item: Item
    held_item: Item
    decided_item: Item
    out_of_sight_item: Item
    caseload: Caseload
    conversation: Conversation
    place: Place
    coming_place: Place
    invitation: Invitation
    invitation_token: str
    line: Line
    version: int = 1
    wrong_token: str = "not-one-of-ours"
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """What a module of `things` built, under that module's name."""
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, who: As) -> Actor:
        """Whoever knocks, as the services know them."""
        return self.cast.get(who, VISITOR)

    @property
    def everybody(self) -> dict[str, Actor]:
        """The cast, and those that no request can be sent as."""
        named = {who.value: self.actor(who) for who in As}
        named |= {"closed account": self.closed_account, "colleague with a case": self.colleague}
        team = {name: actor for name, actor in named.items() if actor.is_verified()}
        return named | {f"{name}, {UNSHOWN}": _without_factor(actor) for name, actor in team.items()}

    @property
    def off_call(self) -> Account:
        return self.cast[As.OFF_CALL]

    @property
    def thread(self) -> Thread:
        thread: Thread = self.post.thread
        return thread


def build() -> World:
    """Everything, through the real services where a person would use them. Needs a clock that stands still."""
    cast, author = _cast(), make_account("Ada")
    member, moderator, practitioner = cast[As.MEMBER], cast[As.MODERATOR], cast[As.PRACTITIONER]
    colleague = make_account("Sam", Role.PRACTITIONER)
    place = _rota(cast)
    board = make_board()
    make_board("Quiet corner", position=1)
    post, own_post = make_post(author), make_post(member)
    make_reply(author, own_post.thread)
    set_profile(actor=member, choices={"mind.flashback": View.HIDE})
    flag = _flag(member, post)
    items = [_item(author, member, moderator) for _ in range(3)]
    caseload = _caseload(author, member, moderator, practitioner, colleague)
    invitation, token = invite(actor=cast[As.MANAGER], role=Role.MODERATOR)
    conversation = Case.objects.get(pk=caseload.case.pk).conversation
    assert conversation is not None
    world = World(
        cast=cast,
        closed_account=make_account("Kit", is_active=False),
        colleague=colleague,
        board=board,
        post=post,
        own_post=own_post,
        unflagged_post=make_post(author),
        withdrawn_post=_withdrawn(author),
        hidden_post=_hidden(member),
        flag=flag,
        open_item=Item.objects.get(post=post),
        held_item=items[0],
        decided_item=review.decide(actor=moderator, item=items[1], decision=Decision.NO_ACTION),
        out_of_sight_item=review.decide(
            actor=moderator, item=items[2], decision=Decision.HIDE, reason="It could tell who you are."
        ),
        caseload=caseload,
        conversation=conversation,
        place=place,
        coming_place=make_place(
            moderator, Duty.HOST, make_shift(starts_at=clock.now() + timedelta(days=2)), signed_on=False
        ),
        invitation=invitation,
        invitation_token=token,
        line=Line.objects.create(name="Somebody to talk to", always_open=True),
    )
    world.things.update(build_all(world))
    return world


def _without_factor(actor: Actor) -> Actor:
    """The same person, in a session in which the second factor was not shown."""
    same = copy(actor)
    if isinstance(same, Account):
        same.otp_device = None
    return same


def _cast() -> dict[As, Account]:
    return {
        As.MEMBER: make_account("Ben"),
        As.NEWCOMER: make_account("Zoe"),
        As.MODERATOR: make_account("Mo", Role.MODERATOR),
        As.OFF_SHIFT: make_account("Oli", Role.MODERATOR),
        As.UNVERIFIED: make_account("Una", Role.MODERATOR, verified=False),
        As.PRACTITIONER: make_account("Lea", Role.PRACTITIONER),
        As.OFF_CALL: make_account("Tom", Role.PRACTITIONER),
        As.MANAGER: make_account("Nia", Role.MANAGER),
    }


def _rota(cast: dict[As, Account]) -> Place:
    """A shift that is running, with three people on it; the place of the moderator."""
    place = put_on_duty(cast[As.MODERATOR])
    put_on_duty(cast[As.UNVERIFIED], Duty.SECOND)
    put_on_call(cast[As.PRACTITIONER])
    return place


def _flag(by: Account, post: Post) -> Flag:
    return raise_flag(actor=by, about=post, reason=Reason.UNSURE, submission=uuid4())


def _item(author: Account, by: Account, moderator: Account) -> Item:
    """A post that `by` flagged and that `moderator` took up."""
    post = make_post(author)
    _flag(by, post)
    return review.claim(actor=moderator, item=Item.objects.get(post=post))


def _concern(author: Account, by: Account, moderator: Account) -> Concern:
    item = review.hand_on(
        actor=moderator, item=_item(author, by, moderator), level=Level.AMBER, note="Please have a look."
    )
    return Concern.objects.get(item=item)


def _caseload(
    author: Account, member: Account, moderator: Account, practitioner: Account, colleague: Account
) -> Caseload:
    waiting = _concern(author, member, moderator)
    Alarm.objects.create(concern=waiting, rung=Rung.HALF, rang_at=clock.now())
    case = safeguarding.acknowledge(actor=practitioner, concern=_concern(member, author, moderator))
    safeguarding.write(actor=practitioner, case=case, words="How are you?", submission=uuid4())
    asked = safeguarding.consult(
        actor=practitioner, case=case, colleague=colleague, question="What do you think?", submission=uuid4()
    )
    decided = _decided(_concern(author, member, moderator), practitioner)
    closed = _decided(_concern(author, member, moderator), practitioner)
    _close(closed, practitioner)
    put_on_call(colleague)
    theirs = safeguarding.acknowledge(actor=colleague, concern=_concern(author, member, moderator))
    question = safeguarding.consult(
        actor=colleague, case=theirs, colleague=practitioner, question="And you?", submission=uuid4()
    )
    Place.objects.filter(account=colleague).delete()
    return Caseload(
        waiting=waiting,
        case=case,
        closed=Case.objects.get(pk=closed.pk),
        of_a_colleague=theirs,
        asked_of_a_colleague=asked,
        question=question,
        decided=decided,
        due_again=_due_again(_concern(author, member, moderator), practitioner),
    )


def _decided(concern: Concern, practitioner: Account) -> Case:
    case = safeguarding.acknowledge(actor=practitioner, concern=concern)
    safeguarding.decide(
        actor=practitioner,
        case=case,
        decision=CaseDecision.SUPPORT_HERE,
        rationale="They want to write here.",
        told_member="We are here.",
        submission=uuid4(),
    )
    return case


def _close(case: Case, practitioner: Account) -> None:
    review_on = (clock.now() + timedelta(days=30)).date()
    safeguarding.close(actor=practitioner, case=case, review_on=review_on, words="", submission=uuid4())


def _due_again(concern: Concern, practitioner: Account) -> Case:
    """A closed case whose review date has come."""
    case = _decided(concern, practitioner)
    _close(case, practitioner)
    Case.objects.filter(pk=case.pk).update(review_on=clock.now().date())
    return Case.objects.get(pk=case.pk)


def _withdrawn(author: Account) -> Post:
    post = make_post(author)
    withdraw_post(actor=author, post=post)
    return Post.objects.get(pk=post.pk)


def _hidden(author: Account) -> Post:
    post = make_post(author)
    Post.objects.filter(pk=post.pk).update(hidden_at=clock.now(), hidden_reason="It could tell who you are.")
    return Post.objects.get(pk=post.pk)
