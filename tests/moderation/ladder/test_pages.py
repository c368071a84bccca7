"""The pages of the ladder."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.submission import new_token
from moderation.ladder.models import Step
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account


@pytest.fixture
def pip(db: None) -> Account:
    return make_account("Pip", Role.MODERATOR, stage=Stage.SHADOW)


def test_my_page_says_where_i_am_and_what_is_missing(pip: Account, browse: Browse, clock: FakeClock) -> None:
    shown = browse(pip).get(reverse("ladder:mine")).content.decode()
    assert "Your stage: shadow" in shown
    assert "Shifts as a shadow" in shown
    assert "<b>Still to come</b> · 0 of 4" in shown
    assert "See everybody" not in shown


def test_going_back_is_one_press(pip: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(pip)
    for _ in range(2):
        assert client.post(reverse("ladder:go_back"), {"to": "trainee"}).status_code == 302
    assert Step.objects.count() == 1
    assert "their own step" in client.get(reverse("ladder:mine")).content.decode()


def test_a_manager_signs_off_with_a_reason(pip: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    client, here = browse(nia), reverse("ladder:sign_off", args=[pip.pk])
    refused = client.post(here, {"submission": new_token(nia), "to": "paired", "words": ""})
    assert refused.status_code == 422
    assert "Please write a few words" in refused.content.decode()
    done = client.post(here, {"submission": new_token(nia), "to": "paired", "words": "Two years elsewhere."})
    assert done.status_code == 302
    assert "Two years elsewhere." in browse(Account.objects.get(pk=pip.pk)).get(reverse("ladder:mine")).content.decode()


def test_words_come_back_when_the_stage_moved(pip: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    answer = browse(nia).post(
        reverse("ladder:step_back", args=[pip.pk]),
        {"submission": new_token(nia), "to": "solo", "words": "We talked on Monday."},
    )
    assert answer.status_code == 422
    assert "We talked on Monday." in answer.content.decode()


def test_everybody_stands_on_a_drawn_ladder_with_a_table(
    pip: Account,
    mo: Account,
    nia: Account,
    browse: Browse,
    clock: FakeClock,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        make_account(f"Person {number}", Role.MODERATOR, stage=Stage.PAIRED)
    client = browse(nia)
    with django_assert_max_num_queries(26):
        shown = client.get(reverse("ladder:everybody")).content.decode()
    assert shown.count("<rect") == 5
    assert "12 people" in shown
    assert "Pip" in shown
    assert "style=" not in shown
    assert browse(mo).get(reverse("ladder:everybody")).status_code == 403
