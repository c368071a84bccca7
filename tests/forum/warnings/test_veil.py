"""The veil: what one reader's choices make of one item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.warnings.taxonomy import BY_KEY, WARNINGS, View
from forum.warnings.veil import DEFAULTS, OPEN, FilterProfile, veil

NAMED = st.sampled_from([warning.key for warning in WARNINGS])
KEYS = st.lists(NAMED, unique=True)
PROFILES = st.builds(FilterProfile, st.dictionaries(NAMED, st.sampled_from(list(View))))
ORDER = list(View)


def test_without_warnings_there_is_no_veil() -> None:
    assert veil([], FilterProfile({"sys.police": View.HIDE})) == OPEN


@pytest.mark.parametrize("view", list(View))
def test_what_somebody_chose_is_what_they_get(view: View) -> None:
    seen = veil(["sys.police"], FilterProfile({"sys.police": view}))
    assert seen.view is view
    assert seen.names == (() if view is View.SHOW else ("Police and court",))


@given(KEYS, PROFILES)
def test_the_strictest_choice_decides(keys: list[str], profile: FilterProfile) -> None:
    wanted = [profile.get(key, BY_KEY[key].default) for key in keys]
    assert veil(keys, profile).view is max(wanted, key=ORDER.index, default=View.SHOW)


@given(KEYS, PROFILES)
def test_ones_own_words_are_never_covered(keys: list[str], profile: FilterProfile) -> None:
    assert veil(keys, profile, own=True).view in (View.SHOW, View.LABEL)


def test_a_warning_that_is_no_longer_known_breaks_nothing() -> None:
    assert veil(["no.such"], DEFAULTS) == OPEN
