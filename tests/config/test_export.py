"""Everything about one member, as one file: whole, theirs alone, and under a name that tells nothing."""

import json

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from config.export.collecting import everything_about, told_fields
from config.export.lists import FIELDS_LEFT_OUT, LEFT_OUT, MINE, MINE_THROUGH, OF_THE_TEAM
from forum.accounts.models import Account
from forum.blocks.services import block, mute
from forum.core import clock as clocks
from forum.core.held import entry
from forum.core.refusals import NotGranted
from forum.envelope.services import write_envelope
from forum.threads.models import Bookmark
from moderation.flags.models import Reason
from tests.factories.accounts import PASS_PHRASE
from tests.factories.flags import make_flag
from tests.factories.inbox import make_answer, make_conversation
from tests.factories.names import make_one_off_post
from tests.factories.sessions import signed_in
from tests.factories.threads import make_post, make_reply

pytestmark = pytest.mark.usefixtures("clock")


def _ways_to_an_account() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Account
    }


def test_every_table_that_leads_to_a_person_is_in_the_file_or_left_out_for_a_reason() -> None:
    known = {*MINE, *LEFT_OUT}
    new = {way for way in _ways_to_an_account() - known if way.split(".")[0] not in OF_THE_TEAM}
    assert new == set(), "Say in config/export/lists.py whose these rows are."
    assert known - _ways_to_an_account() == set(), "These are gone."
    assert MINE.keys() & LEFT_OUT.keys() == set()


def test_every_field_of_ones_own_is_told_or_left_out_for_a_reason() -> None:
    own: list[type[Model]] = [
        Account,
        *{apps.get_model(label.rpartition(".")[0]) for label in MINE},
        *map(apps.get_model, MINE_THROUGH),
    ]
    fields = [field for model in own for field in model._meta.concrete_fields]
    told = {field for model in own for field in told_fields(model)}
    untold = [field for field in fields if field not in told and not field.is_relation and not field.primary_key]
    assert [f for f in untold if not {f"{f.model._meta.label}.{f.name}", f.name} & FIELDS_LEFT_OUT.keys()] == []
    assert [field for field in told if entry(field) is None] == []
    names = {f"{field.model._meta.label}.{field.name}" for field in fields} | {field.name for field in fields}
    assert FIELDS_LEFT_OUT.keys() - names == set(), "These are gone."


def test_what_is_sealed_and_secret_never_lets_anybody_in(ada: Account) -> None:
    text = _as_text(ada)
    for secret in (ada.password, ada.sign_in_index, str(ada.recovery_index)):
        assert secret not in text


def test_it_holds_ones_words_and_names_and_nobody_elses(ada: Account, ben: Account, lea: Account) -> None:
    mine, theirs = make_post(ada, words="My own words."), make_post(ben, words="The words of Ben.")
    heron = make_one_off_post(ada, words="Words of a heron.")
    other = make_one_off_post(ben, "Amber Kettle")
    make_reply(ben, mine.thread, "Ben answers.")
    Bookmark.objects.create(account=ada, post=theirs, at=clocks.now())
    make_flag(ada, theirs, Reason.WORRIED, note="I wonder about this.")
    make_answer(make_conversation(lea, ada, "Lea writes."), "I write back.")
    write_envelope(actor=ada, words="My sister.")
    mute(actor=ada, account=ben)
    block(actor=ada, account=ben, blocked_as=other.written_as)
    text = _as_text(ada)
    said = ("My own words.", "Words of a heron.", "Quiet Heron", "I wonder about this.", "I write back.", "My sister.")
    for own in (*said, "Ada"):
        assert own in text
    for not_own in ("The words of Ben.", "Ben", "Amber Kettle", "Lea", str(ben.pk), str(lea.pk)):
        assert not_own not in text
    assert heron.written_as is not None
    assert f"/p/{theirs.pk}/" in text


@pytest.mark.parametrize(("kind", "name"), [("data", "notes.json"), ("page", "notes.html")])
def test_the_pass_phrase_first_then_a_file_with_a_neutral_name(ada: Account, kind: str, name: str) -> None:
    make_post(ada, words="My <own> words.")
    client, address = signed_in(ada), reverse("export:mine")
    wrong = client.post(address, {"kind": kind, "pass_phrase": "not this one at all"})
    assert wrong.status_code == 422
    assert b"own&gt; words" not in wrong.content
    answer = client.post(address, {"kind": kind, "pass_phrase": PASS_PHRASE})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer.headers["Cache-Control"]
    text = answer.content.decode()
    if kind == "data":
        assert "My <own> words." in str(json.loads(text)["parts"])
    else:
        assert "My &lt;own&gt; words." in text
        assert "http" not in text
        assert "Holdfast" not in text


def test_members_alone(mo: Account) -> None:
    with pytest.raises(NotGranted):
        everything_about(mo)


def test_no_table_is_asked_once_a_row(ada: Account, django_assert_max_num_queries: object) -> None:
    for number in range(4):
        make_one_off_post(ada, f"Quiet Heron {number}")
    tables = len(MINE) + len(MINE_THROUGH) + 1
    with django_assert_max_num_queries(tables + 2):  # type: ignore[operator]
        everything_about(ada)


def _as_text(member: Account) -> str:
    return str(everything_about(member))
