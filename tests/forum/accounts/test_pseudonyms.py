"""Names that others see: unlike any other, and telling nobody who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.pseudonyms import (
    LONGEST,
    PseudonymReserved,
    PseudonymTells,
    PseudonymUnclear,
    check,
    skeleton,
    tidy,
)


@pytest.mark.parametrize(
    "alike",
    [
        "seaglass",
        "SEA GLASS",
        "Sea-Glass",
        "Sea  Glass",
        "S\u0435a Gl\u0430ss",  # Cyrillic e and a
        "Ｓｅａ Ｇｌａｓｓ",  # full width
        "Sea G1ass",
        "Séa Gláss",
        "Sea\u200b Glass",
        "Sea\u00adGlass",
        "5ea Gla55",
    ],
)
def test_names_that_look_alike_have_one_skeleton(alike: str) -> None:
    assert skeleton(tidy(alike)) == skeleton("Sea Glass")


def test_names_that_differ_to_the_eye_differ() -> None:
    assert len({skeleton(name) for name in ("Gorse", "Horse", "Heather", "Sea Glass", "Sea Grass")}) == 5


@pytest.mark.parametrize("name", ["Ada", "Wren", "Sea Glass 7", "O'Hara", "Łucja", "مریم", "明子", "Anne-Marie", "Zoë"])
def test_ordinary_names_of_many_scripts_can_be_taken(name: str) -> None:
    check(tidy(name))


@pytest.mark.parametrize(
    "name",
    [
        "ada@example.org",
        "ada at example dot org",
        "ada (at) example (dot) org",
        "07700 900123",
        "Ada 07700900123",
        "+44 7700 900 123",
        "www.ada",
        "ada.co.uk",
        "https://ada",
        "٠٧٧٠٠٩٠٠١٢٣ Ada",
    ],
)
def test_a_way_to_find_somebody_is_refused(name: str) -> None:
    with pytest.raises(PseudonymTells):
        check(tidy(name))


@pytest.mark.parametrize(
    "name",
    [
        "Moderator",
        "m0derat0r",
        "The Moderator",
        "Аdmin",
        "Holdfast",
        "H o l d f a s t",
        "The Team",
        "Samaritans",
        "Police",
    ],
)
def test_a_name_that_claims_to_be_the_team_is_refused(name: str) -> None:
    with pytest.raises(PseudonymReserved):
        check(tidy(name))


@pytest.mark.parametrize("name", ["", "a", "7 7", "...", "x" * (LONGEST + 1), "Z\u0300\u0301\u0302\u0303algo"])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(PseudonymUnclear):
        check(tidy(name))


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer(name: str) -> None:
    tidied = tidy(name)
    skeleton(tidied)
    try:
        check(tidied)
    except (PseudonymReserved, PseudonymTells, PseudonymUnclear):
        return
    assert 2 <= len(tidied) <= LONGEST
    assert tidy(tidied) == tidied
