"""A manager shapes the warnings, and nothing that carries one ever breaks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.warnings.base import PARENTS, WARNINGS
from forum.warnings.models import ShapedWarning
from forum.warnings.services import set_profile, shaping
from forum.warnings.taxonomy import BY_KEY, TAXONOMY, View, by_parent
from tests.conftest import Browse
from tests.factories.threads import make_thread
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db
LOSS = next(parent for parent in PARENTS if parent.key == "loss")


@pytest.fixture(autouse=True)
def _look_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is changed in a test's transaction is never committed, so the snapshot is told at once."""
    monkeypatch.setattr(TAXONOMY, "changed", TAXONOMY.forget)
    yield
    TAXONOMY.begin()


def _add(nia: Account, name: str = "Losing a pet") -> str:
    row = shaping.add_warning(actor=nia, parent=LOSS, name=name, meaning="An animal died.", default=View.COVER)
    return str(row.key)


def test_what_is_added_is_offered_and_covers(nia: Account, ada: Account, ben: Account, browse: Browse) -> None:
    client = browse(nia)
    body = {"parent": "loss", "name": "Losing a pet", "meaning": "An animal died.", "default": "cover"}
    assert client.post("/warnings/", body).status_code == 302
    key = ShapedWarning.objects.get().key
    assert key == "loss.losing_a_pet"
    thread = make_thread(ada, words="He was a good dog.", warnings=[key])
    assert "Losing a pet" in said(browse(ben).get("/filters/"))
    page = text(browse(ben).get(f"/t/{thread.pk}/"))
    assert "He was a good dog." in page.split('<details class="cover"')[2].split("</details>")[0]
    assert "<b>Losing a pet</b>" in page


def test_a_retired_warning_still_covers_and_is_offered_only_to_whoever_chose_it(
    nia: Account, ada: Account, ben: Account, browse: Browse
) -> None:
    key = _add(nia)
    thread = make_thread(ada, words="He was a good dog.", warnings=[key])
    browse(nia).post(f"/warnings/{key}/offer/", {"act": "retire"})
    page = text(browse(ben).get(f"/t/{thread.pk}/"))
    assert "<b>Losing a pet</b>" in page
    assert "Losing a pet" not in said(browse(ben).get("/filters/"))
    set_profile(actor=ben, choices={key: View.HIDE})
    assert "Losing a pet" in said(browse(ben).get("/filters/"))
    assert "He was a good dog." not in text(browse(ben).get(f"/t/{thread.pk}/"))
    assert key not in {one.key for _, warnings in by_parent() for one in warnings}
    assert key in {one.key for _, warnings in by_parent([key]) for one in warnings}
    browse(nia).post(f"/warnings/{key}/offer/", {"act": "return"})
    assert BY_KEY[key].is_offered


def test_words_change_and_the_key_stays(nia: Account, browse: Browse) -> None:
    body = {"act": "reword", "name": "Police", "meaning": "Police and courts.", "default": "cover"}
    assert browse(nia).post("/warnings/sys.police/", body).status_code == 302
    assert (BY_KEY["sys.police"].name, BY_KEY["sys.police"].default) == ("Police", View.COVER)
    assert [one.key for one in WARNINGS] == list(BY_KEY)


def test_a_translation_is_read_in_its_language_only(nia: Account, browse: Browse) -> None:
    client = browse(nia)
    body = {"act": "translate", "language": "CY", "name": "Heddlu", "meaning": "Heddlu a llys."}
    assert client.post("/warnings/sys.police/", body).status_code == 302
    assert BY_KEY["sys.police"].name == "Police and court"
    with override("cy"):
        assert BY_KEY["sys.police"].name == "Heddlu"
        assert BY_KEY["sv.rape"].name == "Rape"
    client.post("/warnings/sys.police/", body | {"name": ""})
    with override("cy"):
        assert BY_KEY["sys.police"].name == "Police and court"


@pytest.mark.parametrize("odd", ["", "x", "welsh!", "../", "cy" * 20])
def test_a_language_that_is_none_is_asked_for_again(odd: str, nia: Account, browse: Browse) -> None:
    answer = browse(nia).post("/warnings/sys.police/", {"act": "translate", "language": odd, "name": "Heddlu"})
    assert answer.status_code == 422


def test_two_warnings_never_have_one_name(nia: Account) -> None:
    with pytest.raises(Refusal):
        _add(nia, "police AND court")


def test_two_names_with_one_stem_have_two_keys(nia: Account) -> None:
    assert len({_add(nia, "A long way, home"), _add(nia, "A long way: home"), _add(nia, "\u2600")}) == 3


def test_a_page_asks_for_the_warnings_once(nia: Account, django_assert_num_queries: Any) -> None:
    _add(nia)
    with django_assert_num_queries(1):
        assert len(BY_KEY) == len(list(BY_KEY)) == 31
