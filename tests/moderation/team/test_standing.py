"""What is agreed with each person, legal names, reviews, and role cards."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from forum.core.submission import new_token
from moderation.audit.models import Entry
from moderation.nudges.models import Nudge
from moderation.team import services
from moderation.team.chores import nudge_before_reviews
from moderation.team.models import RoleCard, Standing
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account


def _agree(nia: Account, account: Account, **fields: Any) -> Standing:
    agreed = {"is_paid": False, "weekly_minutes": None, "review_on": None, **fields}
    return services.change_standing(actor=nia, account=account, **agreed)


def _lines(action: str) -> list[tuple[str, str]]:
    return [(str(one.actor_id), json.dumps(one.subject)) for one in Entry.objects.filter(action=action)]


def test_a_manager_writes_down_what_is_agreed_and_the_person_reads_it(
    browse: Browse, nia: Account, mo: Account, clock: FakeClock
) -> None:
    client, address = browse(nia), reverse("team:person", args=[mo.pk])
    form = {"is_paid": "yes", "weekly_hours": "2.5", "review_on": "2027-03-31", "submission": new_token(nia)}
    for _ in range(2):
        assert client.post(address, form).headers["Location"] == address
    assert len(_lines("standing.changed")) == 1
    standing = Standing.objects.get(account=mo)
    assert (standing.is_paid, standing.weekly_minutes) == (True, 150)
    mine = browse(mo).get(reverse("team:mine")).content.decode()
    for words in ("Paid", "2.5", "31 March 2027", "24 November 2026", "Not held"):
        assert words in mine
        assert words in client.get(address).content.decode()
    # The boxes hold what is agreed, so that saving one line loses no other.
    shown = client.get(address).content.decode()
    assert 'value="2027-03-31"' in shown
    assert 'value="2.5"' in shown


def test_what_cannot_be_taken_comes_back(browse: Browse, nia: Account, mo: Account, clock: FakeClock) -> None:
    client, address = browse(nia), reverse("team:person", args=[mo.pk])
    for fields in ({"is_paid": ""}, {"weekly_hours": "many"}, {"weekly_hours": "90"}, {"review_on": "2020-01-01"}):
        form = {"is_paid": "no", "weekly_hours": "3.75", "submission": new_token(nia), **fields}
        answer = client.post(address, form)
        assert answer.status_code == 422, fields
        assert fields.get("weekly_hours", "3.75") in answer.content.decode()
    assert not Standing.objects.exists()


def test_nobody_writes_down_their_own_while_somebody_else_could(nia: Account, mo: Account) -> None:
    assert _agree(nia, nia, is_paid=True).is_paid, "The only manager has nobody to ask."
    make_account("Noor", Role.MANAGER)
    with pytest.raises(NotNow, match="another manager"):
        _agree(nia, nia, is_paid=False)
    with pytest.raises(NotGranted):
        _agree(mo, mo, is_paid=True)


def test_each_opening_of_a_legal_name_is_written_down(
    browse: Browse, nia: Account, mo: Account, lea: Account, clock: FakeClock
) -> None:
    name, address = "Morgan Example", reverse("team:open_legal_name", args=[mo.pk])
    form = {"legal_name": name, "submission": new_token(nia)}
    assert browse(nia).post(reverse("team:write_legal_name", args=[mo.pk]), form).status_code == 302
    for page in (reverse("team:person", args=[mo.pk]), reverse("team:write_legal_name", args=[mo.pk])):
        assert name not in browse(nia).get(page).content.decode()
    assert name not in browse(mo).get(reverse("team:mine")).content.decode()
    assert not _lines("legal_name.read")
    for reader in (nia, nia, mo):
        assert name in browse(reader).post(address).content.decode()
    assert browse(lea).post(address).status_code == 404
    assert browse(nia).get(address).status_code == 405
    assert [actor for actor, _ in _lines("legal_name.read")] == [str(nia.pk), str(nia.pk), str(mo.pk)]
    assert name not in json.dumps(_lines("legal_name.read") + _lines("legal_name.written"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT legal_name FROM team_standing")
        assert name not in cursor.fetchone()[0]
    services.write_legal_name(actor=nia, account=mo, name="")
    assert Standing.objects.get(account=mo).legal_name == ""


def test_a_review_is_heard_of_two_weeks_ahead_once(nia: Account, mo: Account, clock: FakeClock) -> None:
    day = (clock.moment + timedelta(days=15)).date()
    _agree(nia, mo, review_on=day)
    assert nudge_before_reviews(clock()) == 0
    clock.advance(days=1)
    for _ in range(3):
        nudge_before_reviews(clock())
    told = {one.account_id: one for one in Nudge.objects.all()}
    assert told.keys() == {mo.pk, nia.pk}
    assert "On Wednesday 9 December" in told[mo.pk].words
    assert told[mo.pk].href == reverse("team:mine")
    assert told[nia.pk].href == reverse("team:person", args=[mo.pk])
    clock.advance(days=15)
    assert nudge_before_reviews(clock()) == 0


def test_the_cards_of_a_new_site_are_there_for_everybody(browse: Browse, ada: Account, mo: Account) -> None:
    assert services.begin_with_cards(actor=SYSTEM) == 3
    assert services.begin_with_cards(actor=SYSTEM) == 0
    for account in (None, ada, mo):
        page = browse(account).get("/who-looks-after-this-place/").content.decode()
        for words in ("Is not a counsellor", "in private", "Cannot see who you are", "a little of their own life",
                      "Says first what they can", "Hands on to trained", "Pay, or expenses"):  # fmt: skip
            assert words in page
        assert page.index("Moderators") < page.index("Practitioners") < page.index("Managers</h2>")
    for page in ("/about/", "/guidelines/"):
        assert "/who-looks-after-this-place/" in browse().get(page).content.decode()


def test_a_manager_changes_a_card(browse: Browse, ada: Account, mo: Account, nia: Account) -> None:
    services.begin_with_cards(actor=SYSTEM)
    client, address = browse(nia), "/team/cards/moderator/"
    form = {"does": "Listens.\n\nHands on.", "does_not": "Does not advise.", "gets": "Tea."}
    assert client.post(address, {**form, "gets": "", "submission": new_token(nia)}).status_code == 422
    before = Entry.objects.filter(action="role_card.published").count()
    for _ in range(2):
        assert client.post(address, {**form, "submission": new_token(nia)}).status_code == 302
    assert Entry.objects.filter(action="role_card.published").count() == before + 1
    assert RoleCard.objects.get(role="moderator").parts[0][1] == ["Listens.", "Hands on."]
    page = browse(ada).get("/who-looks-after-this-place/").content.decode()
    assert "<li>Listens.</li>" in page
    assert "Change this card" not in page
    assert client.get("/team/cards/system/").status_code == 404
    assert browse(mo).get(address).status_code == 404


def test_the_list_of_the_team_leads_to_each_person(browse: Browse, nia: Account, mo: Account, lea: Account) -> None:
    page = reverse("team:person", args=[lea.pk])
    assert page in browse(nia).get("/team/").content.decode()
    shown = browse(mo).get("/team/").content.decode()
    assert page not in shown
    assert reverse("team:mine") in shown
