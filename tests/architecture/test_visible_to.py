"""Lists and single rows agree: a row is in `visible_to(actor)` exactly when the policy lets the actor read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from forum.accounts.actors import SYSTEM, Actor
from forum.accounts.permissions import GRANTS, Permission, Role, allows, rules
from moderation.rota.cover import forget_cover
from tests.architecture.world import UNSHOWN, As, World, build
from tests.conftest import FakeClock

READS: dict[type[Any], Permission] = {
    target: permission for permission, target in rules() if permission.name.endswith("_READ")
}
# Tables without a rule for one row, and what holds instead.
PUBLIC = {"confidentiality.Notice", "support.Line", "team.RoleCard", "warnings.ShapedWarning"}
ONES_OWN = {
    "accounts.AuthenticatorDevice": "user_id",
    "accounts.SignedIn": "account_id",
    "accounts.PlannedReturn": "account_id",
    "accounts.PassKey": "account_id",
    "accounts.AccountChoices": "account_id",
    "blocks.Block": "account_id",
    "blocks.Mute": "account_id",
    "names.OtherName": "account_id",
    "envelope.Envelope": "account_id",
    "envelope.EnvelopeOpening": "account_id",
    "boards.BoardMembership": "account_id",
    "boards.PutAway": "account_id",
    "checkins.CheckIn": "account_id",
    "confidentiality.Acknowledgement": "account_id",
    "drafts.WritingDraft": "account_id",
    "threads.Bookmark": "account_id",
    "threads.Reaction": "account_id",
    "threads.ThreadPlace": "account_id",
    "private.PrivateDoor": "account_id",
    "training.Answer": "account_id",
    "updates.Mailbox": "account_id",
    "updates.Unheard": "account_id",
    "rota.Wish": "account_id",
    "nudges.Postbox": "account_id",
    "rota.Feed": "account_id",
    "warnings.FilterChoice": "account_id",
    "warnings.FilterSheet": "account_id",
    "welfare.CarePlan": "account_id",
    "welfare.Exposure": "account_id",
    "welfare.Topics": "account_id",
}
FOR_THE_WHOLE_SITE = {
    "confidentiality.NoticeDraft": Permission.NOTICE_DRAFT,
    "rota.Pattern": Permission.PATTERN_WRITE,
    "team.Invitation": Permission.TEAM_INVITE,
}


@pytest.fixture
def world(db: None, clock: FakeClock) -> World:
    return build()


@pytest.fixture(params=[0, 5, 24 * 30], ids=["on shift", "after the shift", "a month later"])
def later(request: pytest.FixtureRequest, world: World, clock: FakeClock) -> World:
    """The same world at other times: shifts end, and concerns that nobody took on fall due."""
    clock.advance(hours=request.param)
    forget_cover()
    return world


def test_lists_show_what_the_policy_allows(later: World) -> None:
    assert list(_differing(later)) == []


def test_somebody_sees_a_row_and_somebody_does_not(world: World) -> None:
    for model in READS:
        seen = {name: model.objects.visible_to(actor).count() for name, actor in _cast(world).items()}
        assert any(seen.values()), f"Nobody sees a {model.__name__}: that lists and policy agree would prove nothing."
        nothing = {"visitor", "closed account", As.UNVERIFIED}
        unseen = {name: count for name, count in seen.items() if name in nothing or name.endswith(UNSHOWN)}
        assert set(unseen.values()) == {0}, f"{model.__name__}: {unseen}"


def test_every_list_has_a_rule_or_says_what_holds_instead() -> None:
    lists = {model._meta.label for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}
    ruled = {model._meta.label for model in READS}
    assert lists == ruled | PUBLIC | ONES_OWN.keys() | FOR_THE_WHOLE_SITE.keys()


def test_every_reading_permission_is_about_rows() -> None:
    ruled = {permission for permission, _ in rules()}
    about_the_site = {Permission.TEAM_READ}
    reading = {permission for permission in Permission if permission.name.endswith("_READ")}
    assert reading - ruled == about_the_site


def test_what_has_no_rule_is_ones_own_or_public_or_a_roles(world: World) -> None:
    for name, actor in _cast(world).items():
        for label, column in ONES_OWN.items():
            assert set(_listed(label, actor).values_list(column, flat=True)) <= {actor.id}, f"{label}: {name}"
        for label in PUBLIC:
            everything = apps.get_model(label)._default_manager.count()
            assert _listed(label, actor).count() == everything > 0, f"{label}: {name}"
        for label, permission in FOR_THE_WHOLE_SITE.items():
            may = actor.is_active and actor.is_verified() and permission in GRANTS[Role(actor.role)]
            assert _listed(label, actor).exists() == may, f"{label}: {name}"


def _differing(world: World) -> Iterator[str]:
    """Rows that a list shows and the policy refuses, or the other way round."""
    for model, permission in READS.items():
        rows = list(model._default_manager.all())
        assert rows, f"The world holds no {model.__name__}; add one to tests/architecture/world.py."
        for name, actor in _cast(world).items():
            listed = set(model.objects.visible_to(actor))
            for row in rows:
                if (row in listed) != allows(actor, permission, row):
                    yield f"{name}: {'listed and refused' if row in listed else 'allowed and not listed'}: {row!r}"


def _listed(label: str, actor: Actor) -> Any:
    manager: Any = apps.get_model(label)._default_manager
    return manager.visible_to(actor)


def _cast(world: World) -> dict[str, Actor]:
    return world.everybody | {"the service itself": SYSTEM}
