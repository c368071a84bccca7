"""Sealed text: where it lies, who opens it, and changing its keys."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from forum.accounts.models import KeptDraft
from forum.core import clock
from forum.core.sealed import WrongSeal, seal, unseal


def _draft(words: str = "gorse in flower", number: int = 1) -> KeptDraft:
    return KeptDraft.objects.create(
        token_hash=f"{number:064}", writer_mark="m", words=words, expires_at=clock.now() + timedelta(hours=1)
    )


def _stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM accounts_keptdraft ORDER BY token_hash")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_the_database_never_sees_the_words() -> None:
    draft = _draft()
    assert "gorse" not in _stored()[0]
    assert KeptDraft.objects.get(pk=draft.pk).words == "gorse in flower"


@pytest.mark.django_db
def test_text_moved_to_another_row_does_not_open() -> None:
    one, other = _draft(number=1), _draft("heather", number=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_keptdraft SET words = %s WHERE token_hash = %s", [_stored()[0], other.token_hash]
        )
    with pytest.raises(WrongSeal):
        _ = KeptDraft.objects.get(pk=other.pk).words
    assert KeptDraft.objects.get(pk=one.pk).words == "gorse in flower"


def test_text_under_a_key_we_do_not_have_does_not_open(settings: Settings) -> None:
    token = seal("x", bound_to="row")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(WrongSeal):
        unseal(token, bound_to="row")


def test_short_texts_are_equally_long_when_sealed() -> None:
    assert len(seal("yes", bound_to="row")) == len(seal("no, thank you", bound_to="row"))


@pytest.mark.django_db
def test_after_rotation_the_old_key_is_not_needed(settings: Settings) -> None:
    draft = _draft()
    old = settings.FIELD_KEYS
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *old]
    call_command("rotate_keys", "--dry-run", stdout=StringIO())
    settings.FIELD_KEYS = [new]
    with pytest.raises(WrongSeal):
        _ = KeptDraft.objects.get(pk=draft.pk).words
    settings.FIELD_KEYS = [new, *old]
    call_command("rotate_keys", stdout=StringIO())
    settings.FIELD_KEYS = [new]
    assert KeptDraft.objects.get(pk=draft.pk).words == "gorse in flower"


@pytest.mark.django_db
def test_sealed_text_cannot_be_searched_or_written_past_its_row() -> None:
    _draft()
    with pytest.raises(TypeError):
        KeptDraft.objects.filter(words="gorse").exists()
    with pytest.raises(TypeError):
        KeptDraft.objects.update(words="plain")
