"""Object rules for notices, and the question that every writing service asks."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, rule
from forum.confidentiality.models import Acknowledgement, Notice
from forum.core.refusals import NotNow, Refusal


class NoticeFirst(NotNow):
    """The current version of the notice has not been acknowledged yet."""

    code = "notice_first"
    message = (
        "Before you write, please read what stays private here and what cannot. It takes about two minutes. "
        "You can read everything else without it."
    )
    next_step = "confidentiality:read"


@rule(Permission.NOTICE_ACKNOWLEDGE, Notice)
def only_the_version_in_force(actor: Actor, notice: Notice) -> Refusal | None:
    newest = Notice.objects.current()
    if newest is not None and newest.pk == notice.pk:
        return None
    return NotNow("There is a newer version of this page. Please read that one.")


def has_acknowledged(actor: Actor) -> bool:
    """Has `actor` acknowledged the version in force? Without any notice nobody has."""
    newest = Notice.objects.order_by("-version").values("pk")[:1]
    return actor.id is not None and Acknowledgement.objects.filter(account_id=actor.id, notice__in=newest).exists()


def notice_first(actor: Actor) -> Refusal | None:
    """The refusal of somebody who would write without having read the notice in force."""
    return None if has_acknowledged(actor) else NoticeFirst()
