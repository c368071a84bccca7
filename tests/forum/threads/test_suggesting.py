"""Suggesting a missing warning, the author's answer, and what the team adds."""

import pytest

from forum.accounts.models import Account
from forum.core.refusals import Refusal
from forum.inbox.models import Letter
from forum.threads.chores import forget_what_was_suggested_long_ago
from forum.threads.models import LeftWithout, Post, WarningSuggestion
from forum.threads.services.suggesting import suggest_warnings
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse, FakeClock
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db
ASKED = "Somebody thinks this may need “Police and court”"


def _suggest(browse: Browse, who: Account, post: Post) -> str:
    answer = browse(who).post(f"/p/{post.pk}/suggest/", {"warnings": ["sys.police"]})
    return str(answer.headers.get("Location", answer.status_code))


def test_the_author_is_asked_and_adds_it(ada: Account, ben: Account, post: Post, browse: Browse) -> None:
    assert _suggest(browse, ben, post).endswith("/suggest/thanks/")
    page = text(browse(ada).get(f"/t/{post.thread_id}/"))
    assert ASKED in page
    assert "Ben" not in page
    assert ASKED not in text(browse(ben).get(f"/t/{post.thread_id}/"))
    browse(ada).post(f"/p/{post.pk}/suggested/", {"warning": "sys.police", "act": "add"})
    post.refresh_from_db()
    assert post.warnings == ["mind.flashback", "sys.police"]
    assert post.added_warnings == []
    assert not WarningSuggestion.objects.exists()


def test_what_the_author_leaves_is_not_asked_again(ada: Account, ben: Account, post: Post, browse: Browse) -> None:
    _suggest(browse, ben, post)
    browse(ada).post(f"/p/{post.pk}/suggested/", {"warning": "sys.police", "act": "leave"})
    assert _suggest(browse, ben, post).endswith("/thanks/"), "Whoever suggests it does not learn of the answer."
    assert ASKED not in text(browse(ada).get(f"/t/{post.thread_id}/"))
    post.refresh_from_db()
    assert post.warnings == ["mind.flashback"]


def test_nobody_answers_for_the_author(ada: Account, ben: Account, post: Post, browse: Browse) -> None:
    _suggest(browse, ben, post)
    answer = browse(ben).post(f"/p/{post.pk}/suggested/", {"warning": "sys.police", "act": "add"})
    assert answer.status_code == 404
    assert browse(ada).get(f"/p/{post.pk}/suggest/").status_code == 404, "One's own post needs no suggestion."


@pytest.mark.parametrize("chosen", [[], ["mind.flashback"], ["no.such"]])
def test_what_it_carries_already_cannot_be_suggested(
    chosen: list[str], ben: Account, post: Post, browse: Browse
) -> None:
    assert browse(ben).post(f"/p/{post.pk}/suggest/", {"warnings": chosen}).status_code == 422


def test_a_day_has_room_for_ten(ada: Account, ben: Account, clock: FakeClock) -> None:
    for _ in range(10):
        suggest_warnings(actor=ben, post=make_post(ada), warnings=["sys.police"])
    with pytest.raises(Refusal):
        suggest_warnings(actor=ben, post=make_post(ada), warnings=["sys.police"])


def test_it_goes_with_the_post_and_after_a_month(ada: Account, ben: Account, post: Post, clock: FakeClock) -> None:
    other = make_post(ada)
    for one in (post, other):
        suggest_warnings(actor=ben, post=one, warnings=["sys.police"])
    withdraw_post(actor=ada, post=post)
    assert WarningSuggestion.objects.get().post_id == other.pk
    clock.advance(days=31)
    assert forget_what_was_suggested_long_ago(clock.moment) == 1
    assert not LeftWithout.objects.exists()


def test_a_moderator_on_shift_adds_one_without_touching_the_words(
    ada: Account, ben: Account, mo: Account, post: Post, browse: Browse
) -> None:
    assert browse(mo).post(f"/desk/p/{post.pk}/warn/", {"warnings": ["sv.rape"]}).status_code == 403
    put_on_duty(mo)
    assert "Add a warning" in said(browse(mo).get(f"/t/{post.thread_id}/"))
    assert browse(mo).post(f"/desk/p/{post.pk}/warn/", {"warnings": ["sv.rape"]}).status_code == 302
    words = post.words
    post.refresh_from_db()
    assert (post.words, post.added_warnings) == (words, ["sv.rape"])
    assert post.thread.__class__.objects.get(pk=post.thread_id).warnings == post.warnings
    page = text(browse(ben).get(f"/t/{post.thread_id}/"))
    assert "Added by the team: Rape." in page
    assert words in page.split('<details class="cover">')[2].split("</details>")[0]
    letter = Letter.objects.get(conversation__member=ada)
    assert "added “Rape”" in letter.words
    again = browse(mo).post(f"/desk/p/{post.pk}/warn/", {"warnings": ["sv.rape"]})
    assert again.status_code == 422


def test_a_moderator_never_warns_their_own_words(mo: Account, post: Post, browse: Browse) -> None:
    put_on_duty(mo)
    Post.objects.filter(pk=post.pk).update(author=mo)
    assert browse(mo).post(f"/desk/p/{post.pk}/warn/", {"warnings": ["sv.rape"]}).status_code == 404
