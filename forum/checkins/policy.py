"""Object rules for check-ins: they are for one person."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, Site, rule
from forum.checkins.models import CheckIn
from forum.confidentiality.policy import notice_first
from forum.core.refusals import NotGranted, Refusal


@rule(Permission.CHECK_IN_SET, Site)
def after_the_notice(actor: Actor, site: Site) -> Refusal | None:
    return notice_first(actor)


@rule(Permission.CHECK_IN_SET, CheckIn)
@rule(Permission.CHECK_IN_ANSWER, CheckIn)
def ones_own_check_in(actor: Actor, check_in: CheckIn) -> Refusal | None:
    return None if check_in.account_id == actor.id else NotGranted()
