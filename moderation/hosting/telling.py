"""Who hears what around a session, in lines that tell nothing of a member: hosts, whoever is on call, managers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core.walltime import hour
from forum.core.when import exact
from forum.inbox.services import end_conversation, tell_step
from forum.rooms.models import Attendance, Call, ChatSession, Standing
from moderation.nudges.services import tell
from moderation.rota.cover import Cover
from moderation.rota.freeing import managers
from moderation.rota.models import Place


def call_for_help(session: ChatSession, cover: Cover) -> None:
    """Fewer of the team are there than the session needs: the other hosts hear of it, and whoever is on call."""
    now = cover.looked_at
    key = f"chat:short:{session.pk}:{now:%Y%m%d%H%M%S}"
    until = hour(now + settings.CHAT["grace"])
    hosts = hosts_of(session) | cover.host_ids | cover.second_ids
    tell(
        accounts=hosts,
        key=key,
        words=gettext(
            "A session needs one more of you in its room. It goes on until {until} and ends kindly after that."
        ).format(until=until),
        href=reverse("hosting:room", args=[session.pk]),
    )
    tell(
        accounts=(cover.on_call_ids or managers()) - hosts,
        key=key,
        words=gettext("A session has fewer of the team than it needs. Can you find somebody before {until}?").format(
            until=until
        ),
        href=reverse("rota:wall"),
    )


def ring(calls: Collection[Call], cover: Cover) -> None:
    """No host has answered a call in time: whoever is on call and the managers hear of it, once."""
    for call in calls:
        tell(
            # Whoever is on duty is nearest, also when nobody of them is in the room just now.
            accounts=cover.on_call_ids | managers() | hosts_of(call.session) | cover.host_ids | cover.second_ids,
            key=f"chat:call:{call.pk}",
            words="Somebody asked for a host and has had no answer yet. Can you reach the hosts now?",
            href=reverse("rota:wall"),
        )


def lead_to_debrief(session: ChatSession, now: datetime) -> None:
    """It is over: each host is led to where they can look back, also one who went before the end."""
    held = Attendance.objects.filter(session=session, as_host=True).values("account_id")
    places = Place.objects.around(now).confirmed().filter(account__in=held, signed_on_at__isnull=False)
    for place_id, account_id in places.order_by("account_id").values_list("pk", "account_id"):
        tell(
            accounts=[account_id],
            key=f"chat:over:{session.pk}",
            words="The session is over. Thank you for holding it. When your shift ends, two minutes to look back "
            "are yours here.",
            href=reverse("handover:debrief", args=[place_id]),
        )


def tell_whoever_booked(session: ChatSession, member: Account, words: str = "") -> None:
    """The time somebody booked does not take place."""
    why = f"\n\n{words}" if words else ""
    letter = tell_step(
        member=member,
        words=gettext(
            "The time you booked, {exact}, does not take place. We are sorry. You can choose another "
            "time whenever you like.{why}"
        ).format(exact=exact(session.starts_at), why=why),
    )
    end_conversation(conversation=letter.conversation)


def hosts_of(session: ChatSession) -> frozenset[UUID]:
    """Whoever came as a host and did not leave."""
    came = Attendance.objects.filter(session=session, as_host=True, standing=Standing.IN)
    return frozenset(came.values_list("account_id", flat=True))
