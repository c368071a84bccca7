"""The event bus, with real listeners of its own."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from forum.core import events
from forum.core.events import Event, after_commit, publish, within_transaction


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(Event, name="kettle.boiled", audited=False):
    cup_id: UUID | None = None


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was heard, and no listener of this file left behind."""
    for table in (events._within, events._after):
        monkeypatch.setitem(table, KettleBoiled, [])
    return []


@pytest.mark.django_db
def test_listeners_inside_hear_at_once_and_those_after_only_once_it_is_real(
    heard: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    within_transaction(KettleBoiled)(lambda event: heard.append("inside"))
    after_commit(KettleBoiled)(lambda event: heard.append("after"))
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            publish(KettleBoiled(actor_id=None))
        assert heard == ["inside"]
    assert heard == ["inside", "after"]


@pytest.mark.django_db
def test_a_listener_inside_may_veto(heard: list[str]) -> None:
    def veto(event: Event) -> None:
        raise PermissionError

    within_transaction(KettleBoiled)(veto)
    with pytest.raises(PermissionError), transaction.atomic():
        publish(KettleBoiled(actor_id=None))


@pytest.mark.django_db
def test_a_listener_that_fails_afterwards_stops_no_other(
    heard: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def fail(event: Event) -> None:
        raise OSError

    after_commit(KettleBoiled)(fail)
    after_commit(KettleBoiled)(lambda event: heard.append("after"))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        publish(KettleBoiled(actor_id=None))
    assert heard == ["after"]


def test_an_event_needs_a_dotted_name_of_its_own() -> None:
    with pytest.raises(TypeError):

        class Nameless(Event, name="boiled"):
            pass

    with pytest.raises(TypeError):

        class Again(Event, name="kettle.boiled"):
            pass
