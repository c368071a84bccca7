"""A post that is changed while it lies on the desk, and first looks that cannot be walked around."""

import pytest

from forum.accounts.models import Account
from forum.boards.models import Holds
from forum.core.submission import new_token
from forum.threads.models import Post
from forum.threads.services.editing import change_warnings, edit_post
from forum.threads.services.withdrawing import withdraw_post
from moderation.flags.models import Reason
from moderation.review.changed import words_to_hand_on
from moderation.review.models import AskedWords, Decision, Item
from moderation.review.services import claim, decide
from tests.conftest import Browse, FakeClock
from tests.factories.flags import make_flag
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_board, make_post

pytestmark = pytest.mark.django_db


def test_the_desk_keeps_what_was_asked_about_until_it_has_decided(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    put_on_duty(mo)
    post = make_post(ada, words="First of all.")
    edit_post(actor=ada, post=post, words="As it was asked about.", warnings=[])
    clock.advance(minutes=1)
    make_flag(ben, Post.objects.get(), Reason.UNSURE)
    clock.advance(minutes=1)
    for words in ("Something else.", "Something milder."):
        edit_post(actor=ada, post=post, words=words, warnings=[])
        clock.advance(minutes=1)
    item = claim(actor=mo, item=Item.objects.get())
    page = browse(mo).get(f"/desk/{item.pk}/").content.decode()
    assert "As it was asked about." in page
    assert "Something milder." in page
    assert "Something else." not in page
    assert words_to_hand_on(item).startswith("As it was asked about.")
    assert "asked about" not in str(AskedWords.objects.values_list("words", flat=True).get())
    decide(actor=mo, item=item, decision=Decision.NO_ACTION)
    assert not AskedWords.objects.exists()


def test_new_words_of_somebody_new_are_read_first_again(ada: Account, mo: Account, clock: FakeClock) -> None:
    put_on_duty(mo)
    make_board("Soft start", holds_newcomers=Holds.ALWAYS)
    Account.objects.filter(pk=ada.pk).update(joined_on=clock().date())
    ada.refresh_from_db()
    post = make_post(ada)
    assert Post.objects.get().is_held
    decide(actor=mo, item=claim(actor=mo, item=Item.objects.get()), decision=Decision.NO_ACTION)
    clock.advance(minutes=1)
    change_warnings(actor=ada, post=post, warnings=["sys.police"])
    assert not Post.objects.get().is_held
    edit_post(actor=ada, post=post, words="Quite another thing.", warnings=[])
    assert Post.objects.get().is_held


def test_what_is_taken_back_stays_with_the_desk_until_it_has_decided(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    put_on_duty(mo)
    post = make_post(ada, words="As it was asked about.")
    make_flag(ben, post, Reason.UNSURE)
    clock.advance(minutes=1)
    withdraw_post(actor=ada, post=post)
    assert Post.objects.get().words == ""
    item = claim(actor=mo, item=Item.objects.get())
    page = browse(mo).get(f"/desk/{item.pk}/").content.decode()
    assert "As it was asked about." in page
    assert "has taken this post back" in page
    assert words_to_hand_on(item).startswith("As it was asked about.")
    assert "(Its writer took it back" in words_to_hand_on(item)
    decide(actor=mo, item=item, decision=Decision.NO_ACTION)
    assert not AskedWords.objects.exists()


def test_nothing_is_kept_of_what_nobody_asked_about(ada: Account, clock: FakeClock) -> None:
    withdraw_post(actor=ada, post=make_post(ada))
    assert not AskedWords.objects.exists()


def test_nobody_lets_words_through_that_they_have_not_read(
    ada: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    put_on_duty(mo)
    make_board("Soft start", holds_newcomers=Holds.ALWAYS)
    Account.objects.filter(pk=ada.pk).update(joined_on=clock().date())
    ada.refresh_from_db()
    post = make_post(ada)
    item = claim(actor=mo, item=Item.objects.get())
    desk, path = browse(mo), f"/desk/{item.pk}/decide/"
    read = _edition(desk.get(f"/desk/{item.pk}/").content.decode())
    sent = {"decision": Decision.LET_THROUGH, "edition": read, "submission": new_token(mo)}
    clock.advance(minutes=1)
    edit_post(actor=ada, post=post, words="Quite another thing.", warnings=[])
    back = desk.post(path, sent)
    page = back.content.decode()
    assert (back.status_code, Post.objects.get().is_held) == (422, True)
    assert "Its writer changed this after you opened the page" in page
    assert "Quite another thing." in page
    assert desk.post(path, sent | {"edition": _edition(page)}).status_code == 302
    assert not Post.objects.get().is_held


def _edition(page: str) -> str:
    return page.split('name="edition" value="')[1].split('"')[0]
