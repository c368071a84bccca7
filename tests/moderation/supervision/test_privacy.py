"""Notes and logs are for the people who wrote them, and of a one-to-one for the two of it. Everybody else tries."""

from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted
from forum.core.submission import new_token
from moderation.audit.models import Entry
from moderation.supervision import services
from moderation.supervision.models import Kind, LogEntry, Session, SessionNote
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.care import make_session

WORDS = "I keep thinking about that evening."


@pytest.fixture
def session(mo: Account, lea: Account, nia: Account, clock: FakeClock) -> Session:
    """Lea supervises Mo."""
    return make_session(nia, mo, lea)


@pytest.fixture
def others(ada: Account, sam: Account, nia: Account) -> list[Account]:
    """A member, another moderator, another practitioner, and the manager who named Lea."""
    return [ada, make_account("Oli", Role.MODERATOR), sam, nia]


def _verbs(session: Session) -> list[str]:
    names = ("session", "note", "forget_note", "move", "cancel", "took_place")
    return [reverse(f"supervision:{name}", args=[session.pk]) for name in names]


def test_the_two_of_a_session_read_each_others_notes(
    browse: Browse, mo: Account, lea: Account, session: Session
) -> None:
    services.write_note(actor=mo, session=session, words=WORDS)
    services.write_note(actor=lea, session=session, words="They carry much.")
    for actor in (mo, lea):
        page = browse(actor).get(reverse("supervision:session", args=[session.pk])).content.decode()
        assert WORDS in page
        assert "They carry much." in page


def test_nobody_else_reads_or_writes_a_note(
    browse: Browse, mo: Account, others: list[Account], session: Session
) -> None:
    services.write_note(actor=mo, session=session, words=WORDS)
    for actor in others:
        assert not SessionNote.objects.visible_to(actor).exists()
        for verb in (services.write_note, services.forget_note):
            extra = {"words": "mine"} if verb is services.write_note else {}
            with pytest.raises(NotGranted):
                verb(actor=actor, session=session, **extra)
        client = browse(actor)
        for address in _verbs(session)[:3]:
            for answer in (client.get(address), client.post(address, {"words": "x", "submission": new_token(actor)})):
                assert WORDS not in answer.content.decode()
    assert SessionNote.objects.get().words == WORDS


def test_a_manager_sees_that_it_takes_place_and_no_note(
    browse: Browse, mo: Account, nia: Account, session: Session
) -> None:
    services.write_note(actor=mo, session=session, words=WORDS)
    client = browse(nia)
    for address in (
        reverse("supervision:session", args=[session.pk]),
        reverse("supervision:sessions"),
        reverse("supervision:people"),
        reverse("supervision:home"),
    ):
        page = client.get(address).content.decode()
        assert WORDS not in page
        assert "Keep my note" not in page
    assert "Supervision, " in client.get(reverse("supervision:sessions")).content.decode()
    assert client.post(reverse("supervision:note", args=[session.pk]), {"words": "x"}).status_code == 404


def test_whoever_is_no_part_of_it_finds_no_session(browse: Browse, others: list[Account], session: Session) -> None:
    for actor in others[:3]:
        client = browse(actor)
        assert not Session.objects.visible_to(actor).exists()
        for address in _verbs(session):
            assert client.post(address).status_code in (404, 405)
            assert client.get(address).status_code in (404, 405)


def test_in_a_group_everybody_reads_their_own_note_alone(
    browse: Browse, mo: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    group = services.plan_group(actor=lea, kind=Kind.GROUP, people=[mo, sam], starts_at=clock(), minutes=90)
    services.write_note(actor=mo, session=group, words=WORDS)
    services.write_note(actor=lea, session=group, words="They carry much.")
    for actor, own, foreign in ((mo, WORDS, "They carry much."), (lea, "They carry much.", WORDS), (sam, "", WORDS)):
        page = browse(actor).get(reverse("supervision:session", args=[group.pk])).content.decode()
        assert own in page
        assert foreign not in page


def test_a_log_is_for_whoever_wrote_it(browse: Browse, mo: Account, lea: Account, others: list[Account]) -> None:
    entry = services.write_entry(actor=mo, words=WORDS, submission=uuid4())
    assert WORDS in browse(mo).get(reverse("supervision:log")).content.decode()
    for actor in (*others, lea):
        client = browse(actor)
        assert WORDS not in client.get(reverse("supervision:log")).content.decode()
        assert client.post(reverse("supervision:forget_entry", args=[entry.pk])).status_code == 404
        with pytest.raises(NotGranted):
            services.forget_entry(actor=actor, entry=entry)
    assert LogEntry.objects.get().words == WORDS
    assert browse(mo).post(reverse("supervision:forget_entry", args=[entry.pk])).status_code == 302
    assert not LogEntry.objects.exists()


def test_words_are_sealed_and_that_somebody_wrote_is_not_in_the_trail(mo: Account, session: Session) -> None:
    services.write_note(actor=mo, session=session, words=WORDS)
    services.write_entry(actor=mo, words=WORDS, submission=uuid4())
    with connection.cursor() as cursor:
        for table in ("supervision_sessionnote", "supervision_logentry"):
            cursor.execute(f"SELECT words FROM {table}")  # noqa: S608
            assert WORDS not in cursor.fetchone()[0]
    assert not Entry.objects.filter(actor_id=mo.pk, action__in=["supervision.noted", "log.written"]).exists()
