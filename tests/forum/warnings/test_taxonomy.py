"""The list of content warnings is a promise to every member's filters: it may grow, but never shift."""

import pytest

from forum.warnings.taxonomy import BY_KEY, PARENTS, WARNINGS, ContentWarning, View, by_parent

DEFAULTS = {
    View.LABEL: {
        "sv.harass",
        "da.control",
        "self.substance",
        "body.sex",
        "mind.flashback",
        "mind.body",
        "sys.police",
        "sys.care",
    },
    View.HIDE: {"form.graphic"},
    View.COVER: {
        "sv.rape",
        "sv.assault",
        "sv.child",
        "sv.family",
        "sv.partner",
        "sv.drug",
        "sv.group",
        "sv.image",
        "sv.institution",
        "da.violence",
        "da.honour",
        "self.suicide",
        "self.harm",
        "self.eating",
        "loss.death",
        "loss.pregnancy",
        "body.medical",
        "sys.disbelief",
        "id.hate",
        "kids.risk",
        "form.quotes",
    },
}


def test_there_are_thirty_warnings_under_ten_parents() -> None:
    assert len(WARNINGS) == 30
    assert len(PARENTS) == 10


def test_no_key_or_name_is_used_twice() -> None:
    assert len(BY_KEY) == len(WARNINGS)
    assert len({warning.name for warning in WARNINGS}) == len(WARNINGS)
    assert len({parent.key for parent in PARENTS}) == len(PARENTS)


@pytest.mark.parametrize("view", [View.LABEL, View.COVER, View.HIDE])
def test_the_defaults_are_the_agreed_ones(view: View) -> None:
    assert {warning.key for warning in WARNINGS if warning.default is view} == DEFAULTS[view]


def test_nothing_is_shown_without_its_label_until_somebody_chooses_so() -> None:
    assert all(warning.default is not View.SHOW for warning in WARNINGS)


@pytest.mark.parametrize("warning", WARNINGS, ids=lambda warning: warning.key)
def test_a_key_begins_with_its_parent(warning: ContentWarning) -> None:
    assert warning.key.split(".")[0] == warning.parent.key


def test_by_parent_holds_every_warning_once_in_order() -> None:
    groups = by_parent()
    assert [parent for parent, _ in groups] == list(PARENTS)
    assert [warning for _, tags in groups for warning in tags] == list(WARNINGS)
    assert all(tags for _, tags in groups)


def test_the_index_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        BY_KEY["sv.rape"] = WARNINGS[1]  # type: ignore[index]
