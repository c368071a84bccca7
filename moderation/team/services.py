"""The verbs of the team: invite, accept, withdraw; close a duty account; say what is agreed, and what roles do."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts import pseudonyms, sessions
from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account, AuthenticatorDevice, SpareCodeDevice
from forum.accounts.permissions import SITE, Actor, Permission, Role, Stage, authorize
from forum.accounts.secrets import link_hash, new_link_token
from forum.accounts.services import open_duty_account
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.core.when import local
from moderation.nudges.services import forget_address, tell
from moderation.team import cards, roster
from moderation.team.events import (
    DutyAccountClosed,
    InvitationAccepted,
    InvitationWithdrawn,
    LegalNameRead,
    LegalNameWritten,
    RoleCardPublished,
    SecondFactorTakenAway,
    StandingChanged,
    StandingForgotten,
    TeamInvited,
)
from moderation.team.models import FIRST_STAGE, LIFE, Invitation, RoleCard, Standing


class InvitationGone(NotGranted):
    """A link that was used, withdrawn, is too old or never was: all the same to whoever holds it."""

    message = "This link does not open anything. Ask the person who gave it to you for a new one."


@transaction.atomic
def invite(*, actor: Actor, role: Role, stage: Stage | None = None) -> tuple[Invitation, str]:
    """Make a link with which one person joins the team, at `stage` or at the first one of the role. Returns its secret
    part, which is kept nowhere."""
    authorize(actor, Permission.TEAM_INVITE, SITE)
    token, now = new_link_token(), clock.now()
    stage = stage or FIRST_STAGE[role]
    invitation = Invitation.objects.create(
        role=role,
        stage=stage,
        token_hash=link_hash(token),
        invited_at=now,
        expires_at=now + LIFE,
        invited_by_id=actor.id,
    )
    publish(TeamInvited(actor_id=actor.id, invitation_id=invitation.pk, role=role))
    return invitation, token


def look_at_invitation(*, token: str) -> None:
    """Raises InvitationGone unless the link still opens something."""
    if not Invitation.objects.open(clock.now()).filter(token_hash=link_hash(token)).exists():
        raise InvitationGone


@transaction.atomic
def accept_invitation(*, token: str, word: str, duty_name: str, pass_phrase: str) -> tuple[Account, str]:
    """Open the duty account that the link is for. Returns it with its sign-in name. The link works once."""
    now = clock.now()
    links = Invitation.objects.filter(token_hash=link_hash(token))
    if not links.open(now).update(used_at=now):
        raise InvitationGone
    invitation = links.get()
    _check_name(duty_name)
    account, sign_in_name = open_duty_account(
        word=word,
        duty_name=duty_name,
        pass_phrase=pass_phrase,
        role=Role(invitation.role),
        stage=Stage(invitation.stage),
    )
    Standing.objects.create(account=account, began_on=local(now).date())
    publish(InvitationAccepted(actor_id=account.pk, invitation_id=invitation.pk, account_id=account.pk))
    return account, sign_in_name


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """The link stops working. One that was used meanwhile is left alone."""
    authorize(actor, Permission.TEAM_INVITE, invitation)
    gone, _ = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).delete()
    if gone:
        publish(InvitationWithdrawn(actor_id=actor.id, invitation_id=invitation.pk))


@transaction.atomic
def invite_first_manager() -> str | None:
    """The secret part of a link for the first manager; None if one is here already. Earlier such links stop working."""
    if roster.has_working_manager():
        return None
    waiting = Invitation.objects.open(clock.now()).filter(invited_by__isnull=True, role=Role.MANAGER)
    for invitation in waiting:
        withdraw_invitation(actor=SYSTEM, invitation=invitation)
    return invite(actor=SYSTEM, role=Role.MANAGER)[1]


@transaction.atomic
def close_duty_account(*, actor: Actor, account: Account) -> None:
    """Somebody left the team. What they did keeps their duty name; they cannot sign in again."""
    authorize(actor, Permission.TEAM_CLOSE, account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    AuthenticatorDevice.objects.filter(user=account).delete()
    SpareCodeDevice.objects.filter(user=account).delete()
    today = local(clock.now()).date()
    began = {"began_on": account.joined_on or today, "ended_on": today}
    Standing.objects.update_or_create(account=account, defaults={"ended_on": today}, create_defaults=began)
    forget_address(account_id=account.pk)
    publish(DutyAccountClosed(actor_id=actor.id, account_id=account.pk))


@transaction.atomic
def forget_who_left(*, before: date) -> int:
    """Forget what we held about the people who left the team before that day."""
    gone = Standing.objects.filter(ended_on__lt=before)
    accounts = list(gone.values_list("account_id", flat=True))
    gone.delete()
    for account_id in accounts:
        publish(StandingForgotten(actor_id=None, account_id=account_id))
    return len(accounts)


@transaction.atomic
def change_standing(
    *, actor: Account, account: Account, is_paid: bool, weekly_minutes: int | None, review_on: date | None
) -> Standing:
    """Write down what is agreed with somebody. The same once more changes nothing."""
    authorize(actor, Permission.STANDING_CHANGE, account)
    standing = _standing_of(account)
    agreed = {"is_paid": is_paid, "weekly_minutes": weekly_minutes, "review_on": review_on}
    if Standing.objects.filter(pk=standing.pk, **agreed).exists():
        return standing
    for name, value in agreed.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(agreed))
    publish(StandingChanged(actor_id=actor.pk, account_id=account.pk))
    return standing


@transaction.atomic
def read_legal_name(*, actor: Account, standing: Standing) -> str:
    """The legal name we hold for somebody on the team. That it was opened is written down."""
    authorize(actor, Permission.LEGAL_NAME_READ, standing)
    publish(LegalNameRead(actor_id=actor.pk, account_id=standing.account_id))
    name: str = standing.legal_name
    return name


@transaction.atomic
def write_legal_name(*, actor: Account, account: Account, name: str) -> None:
    """Hold the legal name of somebody on the team, where the charity has to; "" lets go of it."""
    authorize(actor, Permission.LEGAL_NAME_WRITE, account)
    standing = _standing_of(account)
    standing.legal_name = name
    standing.save(update_fields=["legal_name"])
    publish(LegalNameWritten(actor_id=actor.pk, account_id=account.pk))


@transaction.atomic
def publish_card(*, actor: Actor, role: Role, does: str, does_not: str, gets: str) -> RoleCard:
    """What a role does, cannot do and gets, for everybody to read. The same words once more change nothing."""
    authorize(actor, Permission.ROLE_CARD_PUBLISH, SITE)
    words = {"does": does, "does_not": does_not, "gets": gets}
    known = RoleCard.objects.filter(role=role, **words).first()
    if known:
        return known
    card, _ = RoleCard.objects.update_or_create(role=role, defaults=words)
    publish(RoleCardPublished(actor_id=actor.id, card_id=card.pk))
    return card


@transaction.atomic
def begin_with_cards(*, actor: Actor) -> int:
    """The role cards a new site begins with, unless it has some."""
    authorize(actor, Permission.ROLE_CARD_PUBLISH, SITE)
    if RoleCard.objects.exists():
        return 0
    rows = [(Role(row.pop("role")), row) for row in cards.starter()]
    return len([publish_card(actor=actor, role=role, **row) for role, row in rows])


@transaction.atomic
def take_second_factor_away(*, actor: Actor, account: Account) -> None:
    """Somebody lost their second factor. What they had stops working, they are signed out everywhere, and they set up
    a new one when they next sign in. They and every other manager hear of it, so that a trick does not go unseen."""
    authorize(actor, Permission.FACTOR_RESET, account)
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    AuthenticatorDevice.objects.filter(user=account).delete()
    SpareCodeDevice.objects.filter(user=account).delete()
    now = clock.now()
    managers = Account.objects.filter(role=Role.MANAGER, is_active=True).exclude(pk=account.pk)
    who = actor.pseudonym if isinstance(actor, Account) else "The operator of this site"
    key = f"factor:{account.pk}:{now:%Y%m%d%H%M}"
    tell(
        accounts=[pk for pk in managers.values_list("pk", flat=True) if pk != actor.id],
        key=key,
        words=gettext(
            "{who} let {pseudonym} set up a new second factor. If that is a surprise, please talk with both of them."
        ).format(who=who, pseudonym=account.pseudonym),
        href=reverse("team:list"),
    )
    tell(
        accounts=[account.pk],
        key=key,
        words=gettext(
            "{who} took your second factor away, because it was lost. If you did not ask for that, "
            "please tell another manager now."
        ).format(who=who),
        href=reverse("team:list"),
    )
    sessions.end_all_of(account)
    publish(SecondFactorTakenAway(actor_id=actor.id, account_id=account.pk))


def _standing_of(account: Account) -> Standing:
    """What is agreed with `account`, held until this transaction ends."""
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    return Standing.objects.get_or_create(account=account, defaults={"began_on": local(clock.now()).date()})[0]


def _check_name(duty_name: str) -> None:
    """A duty name is as clear and as untelling as a pseudonym; it alone may say that it is the team's."""
    try:
        pseudonyms.check(pseudonyms.tidy(duty_name))
    except pseudonyms.PseudonymReserved:
        return
