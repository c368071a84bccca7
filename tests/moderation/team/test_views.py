"""The page of the team, and the first minutes of whoever was invited."""

import html
import re

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.team.models import Invitation
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.team import make_invitation

ANSWERS = {
    "duty_name": "Harbour",
    "word": "lantern",
    "pass_phrase": "four pebbles beside the door",
    "pass_phrase_again": "four pebbles beside the door",
}


def test_a_manager_makes_a_link_and_sees_it_once(browse: Browse, nia: Account) -> None:
    manager = browse(nia)
    assert manager.post("/team/invite/", {"role": "practitioner"}).headers["Location"] == "/team/link/"
    page = manager.get("/team/link/").content.decode()
    found = re.search(r"(/welcome/[\w-]+/)", page)
    assert found
    assert Client().get(found[1]).status_code == 200
    assert manager.get("/team/link/").headers["Location"] == "/team/"
    assert "Practitioner" in manager.get("/team/").content.decode()


def test_a_link_is_sealed_while_it_waits(browse: Browse, nia: Account) -> None:
    manager = browse(nia)
    manager.post("/team/invite/", {"role": "moderator"})
    assert "invitation_link" in manager.session
    assert len(manager.session["invitation_link"]) > 100


def test_a_role_that_is_none_of_ours_is_told(browse: Browse, nia: Account, mo: Account) -> None:
    answer = browse(nia).post("/team/invite/", {"role": "system"})
    assert answer.status_code == 422
    assert browse(nia).post("/team/invite/", {}).status_code == 422
    assert browse(mo).post("/team/invite/", {}).status_code == 404
    assert not Invitation.objects.exists()


def test_a_manager_withdraws_an_invitation(browse: Browse, nia: Account, mo: Account) -> None:
    invitation, token = make_invitation()
    path = f"/team/invitations/{invitation.pk}/withdraw/"
    assert browse(mo).post(path).status_code == 404
    assert browse(nia).post(path).status_code == 302
    assert Client().get(f"/welcome/{token}/").status_code == 404


def test_whoever_was_invited_joins_and_keeps_their_sign_in_name(client: Client, db: None, clock: FakeClock) -> None:
    _, token = make_invitation(Role.MODERATOR)
    assert client.post(f"/welcome/{token}/", ANSWERS).headers["Location"] == "/team/name/"
    page = client.get("/team/name/").content.decode()
    found = re.search(r"lantern-\d{4}", page)
    assert found
    assert found[0] in client.get("/team/name/").content.decode()
    assert client.post("/team/name/").headers["Location"] == "/second-factor/"
    assert client.get("/team/name/").headers["Location"] == "/second-factor/"
    account = Account.objects.get(role=Role.MODERATOR)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.get("/shifts/").headers["Location"] == "/second-factor/"  # Not before the second factor.


def test_a_member_who_is_invited_leaves_their_member_session_behind(browse: Browse, ada: Account) -> None:
    _, token = make_invitation()
    visitor = browse(ada)
    visitor.post(f"/welcome/{token}/", ANSWERS)
    assert visitor.session["_auth_user_id"] != str(ada.pk)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"duty_name": ""}, "Please choose a duty name."),
        ({"duty_name": "Ada"}, "Somebody here has a name that looks like this one."),
        ({"duty_name": "07700 900123"}, "That looks like"),
        ({"word": "x"}, "at least three letters"),
        ({"pass_phrase": "short", "pass_phrase_again": "short"}, "12 characters"),
        ({"pass_phrase_again": "something else by far"}, "These two are not the same."),
    ],
)
def test_what_needs_another_look_is_told_and_the_link_still_works(
    client: Client, ada: Account, change: dict[str, str], told: str
) -> None:
    _, token = make_invitation()
    answer = client.post(f"/welcome/{token}/", {**ANSWERS, **change})
    assert answer.status_code == 422
    assert told in html.unescape(answer.content.decode())
    assert client.post(f"/welcome/{token}/", ANSWERS).status_code == 302


def test_used_old_and_unknown_links_look_alike(client: Client, db: None, clock: FakeClock) -> None:
    _, used = make_invitation()
    Client().post(f"/welcome/{used}/", ANSWERS)
    _, old = make_invitation()
    clock.advance(days=8)
    pages = {
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        for token in (used, old, "never-was")
        for answer in (client.get(f"/welcome/{token}/"), client.post(f"/welcome/{token}/", ANSWERS))
        if answer.status_code == 404
    }
    assert len(pages) == 1
    assert "This link does not open anything" in pages.pop()


def test_a_manager_closes_an_account_after_a_second_question(browse: Browse, nia: Account, mo: Account) -> None:
    manager, moderator = browse(nia), browse(mo)
    assert "Close the account of Mo?" in manager.get(f"/team/{mo.pk}/close/").content.decode()
    assert manager.post(f"/team/{mo.pk}/close/").headers["Location"] == "/team/"
    assert moderator.get("/shifts/").status_code == 302
    assert manager.get(f"/team/{nia.pk}/close/").status_code == 403
    assert manager.get(f"/team/{mo.pk}/close/").status_code == 404


def test_a_member_is_not_found_on_the_team(browse: Browse, nia: Account, ada: Account) -> None:
    assert browse(nia).post(f"/team/{ada.pk}/close/").status_code == 404
    ada.refresh_from_db()
    assert ada.is_active


def test_who_sees_what(browse: Browse, ada: Account, mo: Account, nia: Account, clock: FakeClock) -> None:
    make_account("Kay", Role.MODERATOR)
    assert browse(ada).get("/team/").status_code == 404
    assert browse().get("/team/").status_code == 302
    assert browse(mo, verified=False).get("/team/").status_code == 302
    page = browse(mo).get("/team/").content.decode()
    assert "Kay" in page
    assert "Invite somebody" not in page
    assert browse(mo).get("/team/link/").status_code == 404
    assert browse(mo).get(f"/team/{nia.pk}/close/").status_code == 404
    assert "Invite somebody" in browse(nia).get("/team/").content.decode()


def test_a_manager_sees_who_still_needs_a_second_factor(browse: Browse, mo: Account, nia: Account) -> None:
    page = browse(nia).get("/team/").content.decode()  # Nia is signed in, so hers is set up.
    assert page.count("<td>Set up</td>") == 1
    assert page.count("<td>Not yet</td>") == 1
