"""Another name of the member, whom they mute, and an envelope that a colleague asks to open."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from forum.blocks.services import mute
from forum.core import clock
from forum.envelope.models import EnvelopeOpening
from forum.envelope.services import write_envelope
from forum.names.services import take_one_off
from forum.threads.models import Post
from forum.threads.services.writing import start_thread
from moderation.safeguarding.models import EnvelopeRequest
from tests.factories.accounts import make_account
from tests.factories.threads import ready_to_write


def build(world: Any) -> SimpleNamespace:
    """Asked for by the practitioner on call, and by a colleague."""
    member, practitioner = world.cast["member"], world.cast["practitioner on call"]
    writer = make_account("Oda Wick")
    ready_to_write(writer)
    thread = start_thread(
        actor=writer, board=world.board, title="Rain", words="It rains.", warnings=[], submission=uuid4(),
        one_off="Mossy Lantern",
    )  # fmt: skip
    take_one_off(actor=member, name="Mossy Pebble")
    write_envelope(actor=member, words="My sister knows where I am.")
    write_envelope(actor=world.caseload.case.concern.about, words="Call on weekdays.")
    EnvelopeOpening.objects.create(
        account=member, opened_by="Pia", agreed_by="Sam", reason="A worry.", opened_at=clock.now(), told_at=clock.now()
    )
    return SimpleNamespace(
        post=Post.objects.get(thread=thread),
        mute=mute(actor=member, account=make_account("Una Wick")),
        asked=_asked(world.caseload.case, practitioner),
        asked_by_a_colleague=_asked(world.caseload.of_a_colleague, world.colleague),
    )


def _asked(case: Any, asked_by: Any) -> EnvelopeRequest:
    return EnvelopeRequest.objects.create(
        case=case, asked_by=asked_by, asked_at=clock.now(), reason="They may be in danger.", submission=uuid4()
    )
