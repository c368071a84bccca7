"""The pages of private talks."""

from typing import Any

import pytest

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.private.models import PrivateDoor, PrivateMessage, Talk
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.factories.accounts import make_account
from tests.factories.private import make_ask, make_private, make_talk, settle, switch_on
from tests.factories.threads import make_post

pytestmark = pytest.mark.usefixtures("clock")


def _page(browse: Any, account: Account, path: str) -> str:
    return str(browse(account).get(path).content.decode())


def test_where_it_is_off_there_is_no_way_to_it(ada: Account, ben: Account, browse: Any) -> None:
    settle(ada)
    post = make_post(ben)
    thread = f"/t/{post.thread_id}/"
    assert "in private" not in browse(ada).get(f"/p/{post.pk}/", follow=True).content.decode()
    assert thread
    assert "switched off in this place" in _page(browse, ada, "/private/")
    assert "Private messages" not in _page(browse, ada, "/messages/")


def test_the_way_is_the_same_whoever_wrote(ada: Account, ben: Account, browse: Any) -> None:
    switch_on()
    cleo = make_account("Cleo")
    settle(ada, ben)  # Ben may be asked, Cleo is new and may not.
    pages = [
        browse(ada).get(f"/p/{make_post(who).pk}/private/").content.decode().replace(who.pseudonym, "X")
        for who in (ben, cleo)
    ]
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    for who in (ben, cleo):
        post = make_post(who)
        assert "Write in private" in browse(ada).get(f"/p/{post.pk}/", follow=True).content.decode()
        gone = browse(ada).post(f"/p/{post.pk}/private/")
        assert gone.status_code == 302
        assert "They may never answer" in _page(browse, ada, gone.headers["Location"])


def test_asked_accepted_and_written(ada: Account, ben: Account, browse: Any) -> None:
    switch_on()
    settle(ada, ben, door=False)
    for who in (ada, ben):
        browse(who).post("/private/door/", {"is_open": "1"})
    assert PrivateDoor.objects.count() == 2
    talk = make_ask(ada, ben)
    assert "Asks to write with you" in _page(browse, ben, "/private/")
    assert "<textarea" not in _page(browse, ben, f"/private/{talk.pk}/")
    browse(ben).post(f"/private/{talk.pk}/accept/")
    words = {"words": "A *calm* evening.", "submission": new_token(ben)}
    assert browse(ben).post(f"/private/{talk.pk}/", words).status_code == 302
    page = _page(browse, ada, f"/private/{talk.pk}/")
    assert "<em>calm</em>" in page
    assert "The limits, in short" in page
    browse(ada).post(f"/private/{talk.pk}/end/")
    assert not Talk.objects.exists()


@pytest.mark.parametrize("view", list(View))
def test_words_stand_behind_the_veil(view: View, ada: Account, ben: Account, browse: Any) -> None:
    talk = make_talk(ada, ben)
    make_private(talk, ben, "The gate was open.", warnings=["mind.flashback"])
    set_profile(actor=ada, choices={"mind.flashback": view})
    page = _page(browse, ada, f"/private/{talk.pk}/")
    assert ("The gate was open." in page) == (view is not View.HIDE)
    assert ('<details class="cover"' in page) == (view is View.COVER)


def test_refused_words_stay(ada: Account, ben: Account, browse: Any) -> None:
    from forum.shaping.reading import SHAPED, Shaped

    talk = make_talk(ada, ben)
    SHAPED._known = Shaped()
    words = {"words": "Keep me here.", "submission": new_token(ada)}
    answer = browse(ada).post(f"/private/{talk.pk}/", words)
    assert answer.status_code == 422
    assert "Keep me here." in answer.content.decode()
    assert not PrivateMessage.objects.exists()


def test_somebody_elses_talk_is_not_there(ada: Account, ben: Account, mo: Account, browse: Any) -> None:
    talk = make_talk(ada, ben)
    for who in (make_account("Cleo"), mo):
        assert browse(who).get(f"/private/{talk.pk}/").status_code == 404


def test_blocking_from_a_talk_takes_it_away_silently(ada: Account, ben: Account, browse: Any) -> None:
    talk = make_talk(ada, ben)
    browse(ada).post(f"/private/{talk.pk}/block/")
    assert browse(ada).get(f"/private/{talk.pk}/").status_code == 404
    page = _page(browse, ben, f"/private/{talk.pk}/")
    assert "<textarea" in page
    words = {"words": "Are you there?", "submission": new_token(ben)}
    assert browse(ben).post(f"/private/{talk.pk}/", words).status_code == 302


def test_a_talk_asks_the_same_number_of_questions(
    ada: Account, ben: Account, browse: Any, django_assert_max_num_queries: Any
) -> None:
    talk = make_talk(ada, ben)
    for _ in range(12):
        make_private(talk, ben)
    client = browse(ada)
    for path in (f"/private/{talk.pk}/", "/private/", "/new/"):
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line and "/p/" not in line]
