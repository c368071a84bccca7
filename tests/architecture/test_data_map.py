"""What we hold: every field says what it is, and the public can read it."""

import re
from html import unescape
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import Client

from config.management.commands.data_map import PATH, page
from forum.core import held
from forum.core.held import Kind
from forum.core.sealed import SealedTextField
from forum.support.pages import Row, data_map
from tests.architecture.source import named, python_files

ROWS = list(data_map())
# Names under which software usually keeps who somebody is or where they were.
TELLING = re.compile(
    r"(^|_)(ip|addr|address|agent|device_id|fingerprint|e?mail|phone|mobile|birth|dob|born|age|gender|postcode|"
    r"latitude|longitude|location|country|city|first_name|last_name|full_name|real_name|host|referr?er)(_|$)"
)
# The public directory of helplines holds how to reach the helplines.
PUBLIC = {"support.Line.phone", "support.Line.email"}
# Sealed, and only there if that person asked for e-mail: somebody on the team, or a member.
CHOSEN = {"nudges.Postbox.address", "updates.Mailbox.address"}
# Somebody on the team who holds a chat, and no machine.
HOSTS = {"rooms.ChatSession.host", "rooms.ChatSession.host_words", "rooms.Attendance.as_host"}


def label(row: Row) -> str:
    return f"{row.table}.{row.field}"


def field_of(row: Row) -> Any:
    return apps.get_model(row.table)._meta.get_field(row.field)


def test_every_field_says_what_it_holds_why_and_how_long() -> None:
    assert [label(row) for row in ROWS if row.held is None] == [], "Wrap these in held(…)."
    said = [(label(row), words) for row in ROWS if row.held for words in (row.held.why, row.held.kept)]
    no_sentence = [f"{name}: {words!r}" for name, words in said if len(words) < 6 or not words.endswith(".")]
    assert no_sentence == []
    assert [name for name, words in said if re.search(r"todo|fixme|xxx|tbd", words, re.IGNORECASE)] == []


def test_what_is_sealed_says_so_and_what_says_so_is_sealed() -> None:
    sealed = {label(row) for row in ROWS if isinstance(field_of(row), SealedTextField)}
    assert sealed == {label(row) for row in ROWS if row.held and row.held.kind is Kind.SEALED}


def test_a_column_that_points_at_somebody_says_something_about_them() -> None:
    account = apps.get_model("accounts.Account")
    pointing = [row for row in ROWS if getattr(field_of(row), "related_model", None) is account]
    careless = [label(row) for row in pointing if row.held and row.held.kind is Kind.NOTHING_PERSONAL]
    assert careless == []


def test_nothing_that_could_find_somebody_has_a_column() -> None:
    assert {label(row) for row in ROWS if TELLING.search(row.field)} - PUBLIC - HOSTS == CHOSEN


def test_there_is_nowhere_to_put_a_file_or_an_address() -> None:
    refused: tuple[type[Any], ...] = (models.FileField, models.GenericIPAddressField, models.BinaryField)
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [str(field) for field in fields if isinstance(field, refused)] == []
    asked = [form for form in _forms(forms.BaseForm) if any(_takes_a_file(each) for each in form.base_fields.values())]
    assert asked == []


def test_names_that_tell_are_found() -> None:
    for name in ("ip_address", "user_agent", "email", "phone_number", "date_of_birth", "last_name", "remote_addr"):
        assert TELLING.search(name), name
    for name in ("pseudonym", "title", "description", "page", "message", "storage"):
        assert not TELLING.search(name), name


def test_the_written_map_is_fresh() -> None:
    assert PATH.read_text(encoding="utf-8") == page(), "Run `manage.py data_map`."
    call_command("data_map", check=True)


@pytest.mark.django_db
def test_the_public_page_tells_every_personal_entry(client: Client) -> None:
    shown = unescape(client.get("/held/").content.decode())
    personal = {row.held for row in ROWS if row.held and row.held.kind is not Kind.NOTHING_PERSONAL}
    untold = [each for each in personal if each.why not in shown or each.kept[1:] not in shown]
    assert untold == []


def test_the_map_forgets_no_table() -> None:
    tables = {model._meta.label for model in apps.get_models()}
    assert tables == {row.table for row in ROWS}


def test_inherited_entries_name_fields_that_exist() -> None:
    assert held._INHERITED.keys() - {label(row) for row in ROWS} == set()


def test_one_place_alone_looks_at_the_callers_address() -> None:
    knowing = re.compile(r"REMOTE_ADDR|HTTP_USER_AGENT|X_FORWARDED_FOR|[\"']client[\"']\]|user-agent", re.IGNORECASE)
    places = {named(path) for path in python_files() if knowing.search(path.read_text(encoding="utf-8"))}
    assert places == {"forum/core/middleware.py"}, "There it becomes a keyed number and is forgotten."


def _forms(base: Any) -> list[Any]:
    return [form for form in _below(base) if form.__module__.split(".")[0] in ("forum", "moderation")]


def _below(base: Any) -> list[Any]:
    return [each for child in base.__subclasses__() for each in (child, *_below(child))]


def _takes_a_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField) or isinstance(field.widget, forms.FileInput)
