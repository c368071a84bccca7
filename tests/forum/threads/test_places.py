"""A reader's own place in a thread: marks of what is new, following, putting away, stepping back."""

import re

import pytest

from forum.accounts.models import Account
from forum.accounts.services.choosing import set_choices
from forum.core.submission import new_token
from forum.threads.models import Thread, ThreadPlace
from forum.threads.services.places import mute
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_reply, make_thread
from tests.forum.answers import text

pytestmark = pytest.mark.django_db
NEWS = "New since you were last here"


@pytest.fixture
def thread(ada: Account, clock: FakeClock) -> Thread:
    """A thread of Ada's, from an hour ago."""
    begun = make_thread(ada)
    clock.advance(hours=1)
    return begun


def test_what_came_since_is_marked_once_and_never_ones_own(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    reader, path = browse(ben), f"/t/{thread.pk}/"
    assert NEWS not in text(reader.get(path))
    make_reply(ben, thread, "Mine.")
    assert NEWS not in text(reader.get(path))
    clock.advance(minutes=5)
    make_reply(ada, thread, "The tide turned.")
    page = text(reader.get(path))
    assert page.index("Mine.") < page.index(NEWS) < page.index("The tide turned.")
    assert NEWS not in text(reader.get(path))


def test_lists_say_new_without_a_number(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    reader, board = browse(ben), f"/spaces/{thread.board_id}/"
    reader.get(f"/t/{thread.pk}/")
    assert "row-new" not in text(reader.get(board))
    assert "Nothing new in the threads you have read." in text(reader.get("/spaces/since/"))
    clock.advance(minutes=5)
    make_reply(ada, thread)
    for path in (board, "/spaces/since/"):
        assert '<span class="row-new">new</span>' in text(reader.get(path))
    reader.get(f"/t/{thread.pk}/")
    assert "row-new" not in text(reader.get(board))


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"Sec-Fetch-Dest": "empty"}],
)
def test_looking_ahead_is_not_reading(headers: dict[str, str], ben: Account, thread: Thread, browse: Browse) -> None:
    browse(ben).get(f"/t/{thread.pk}/", headers=headers)
    browse(ben).head(f"/t/{thread.pk}/")
    assert not ThreadPlace.objects.exists()
    browse(ben).get(f"/t/{thread.pk}/", headers={"Sec-Fetch-Dest": "document"})
    assert ThreadPlace.objects.filter(account=ben, read_until=thread.last_post_at).exists()


def test_whoever_does_not_want_it_remembered_has_it_forgotten_at_once(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    reader, other = browse(ben), make_thread(ada, title="Followed")
    for each in (thread, other):
        reader.get(f"/t/{each.pk}/")
    reader.post(f"/t/{other.pk}/place/", {"act": "follow"})
    reader.post("/spaces/since/keep/", {"keeps": "0"})
    assert [(place.thread_id, place.read_until) for place in ThreadPlace.objects.all()] == [(other.pk, None)]
    reader.get(f"/t/{thread.pk}/")
    assert ThreadPlace.objects.count() == 1
    assert "We do not remember what you read" in text(reader.get("/spaces/since/"))
    reader.post("/spaces/since/keep/", {"keeps": "1"})
    reader.get(f"/t/{thread.pk}/")
    assert ThreadPlace.objects.count() == 2
    set_choices(actor=ben, keeps_place=False)  # As the page of one's own choices does.
    assert not ThreadPlace.objects.exclude(read_until=None).exists()


def test_the_team_leaves_no_marks(mo: Account, thread: Thread, browse: Browse) -> None:
    assert "This thread and you" not in text(browse(mo).get(f"/t/{thread.pk}/"))
    assert not ThreadPlace.objects.exists()


def test_a_thread_put_away_is_out_of_ones_lists_and_can_come_back(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    reader = browse(ben)
    reader.get(f"/t/{thread.pk}/")
    clock.advance(minutes=5)
    make_reply(ada, thread)
    lists = (f"/spaces/{thread.board_id}/", "/spaces/since/")
    assert all(thread.title in text(reader.get(path)) for path in lists)
    reader.post(f"/t/{thread.pk}/place/", {"act": "mute"})
    assert not any(thread.title in text(reader.get(path)) for path in lists)
    assert thread.title in text(browse(ada).get(lists[0]))
    assert "You put it away." in text(reader.get("/spaces/followed/"))
    assert thread.title in text(reader.get(f"/t/{thread.pk}/"))
    reader.post(f"/t/{thread.pk}/place/", {"act": "unmute", "from": "list"})
    assert thread.title in text(reader.get(lists[0]))


def test_following_is_asked_for_and_ended_with_one_press(ben: Account, thread: Thread, browse: Browse) -> None:
    reader = browse(ben)
    mute(actor=ben, thread=thread)
    reader.post(f"/t/{thread.pk}/place/", {"act": "follow"})
    place = ThreadPlace.objects.get()
    assert (place.is_followed, place.is_muted) == (True, False)
    assert "you hear about replies" in text(reader.get(f"/t/{thread.pk}/"))
    assert "You hear about replies." in text(reader.get("/spaces/followed/"))
    reader.post(f"/t/{thread.pk}/place/", {"act": "unfollow", "from": "list"})
    assert not ThreadPlace.objects.get().is_followed
    assert reader.post(f"/t/{thread.pk}/place/", {"act": "shout"}).status_code == 302


def test_one_steps_back_and_returns_early_after_one_question(
    ada: Account, ben: Account, thread: Thread, browse: Browse, clock: FakeClock
) -> None:
    reader, path = browse(ben), f"/t/{thread.pk}/"
    assert "For a week" in text(reader.get(f"{path}step-back/"))
    reader.post(f"{path}step-back/", {"rest": "week"})
    resting = text(reader.get(path))
    assert "You stepped back from this thread" in resting
    assert "It was windy." not in resting
    assert thread.title not in resting
    assert thread.title not in text(reader.get("/spaces/followed/"))
    assert reader.get(f"{path}reply/")["Location"] == path
    assert "It was windy." in text(browse(ada).get(path))
    assert "would reading it be all right" in text(reader.get(f"{path}come-back/"))
    assert reader.post(f"{path}come-back/")["Location"] == path
    assert "It was windy." in text(reader.get(path))
    assert reader.get(f"{path}come-back/")["Location"] == path


def test_a_rest_ends_by_itself(ben: Account, thread: Thread, browse: Browse, clock: FakeClock) -> None:
    browse(ben).post(f"/t/{thread.pk}/step-back/", {"rest": "day"})
    assert "until Wednesday 25 November" in text(browse(ben).get(f"/t/{thread.pk}/"))
    clock.advance(days=1)
    assert "It was windy." in text(browse(ben).get(f"/t/{thread.pk}/"))


def test_a_thread_that_is_gone_is_gone_from_every_list(
    ada: Account, ben: Account, thread: Thread, browse: Browse
) -> None:
    reader = browse(ben)
    reader.post(f"/t/{thread.pk}/place/", {"act": "follow"})
    withdraw_post(actor=ada, post=thread.posts.get())
    assert "Nothing here yet." in text(reader.get("/spaces/followed/"))


def test_whoever_begins_a_thread_is_asked_whether_to_tell_them(ada: Account, thread: Thread, browse: Browse) -> None:
    writer, path = browse(ada), f"/spaces/{thread.board_id}/write/"
    page = text(writer.get(path))
    assert re.search(r'name="tells_me"[^>]* checked', page)
    sent = {"title": "Another walk", "words": "By the river.", "submission": new_token(ada)}
    writer.post(path, sent | {"tells_me": "on"})
    begun = Thread.objects.get(title="Another walk")
    assert ThreadPlace.objects.filter(account=ada, thread=begun, is_followed=True).exists()
