"""Everything in one thread open for now: kept in the session for an hour at most, for that thread's page alone.

It is never opened by following a link, and lists, search, quotes elsewhere and chat know nothing of it.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest

from forum.core import clock
from forum.threads.reading.posts import PostView
from forum.threads.reading.titles import Title
from forum.warnings.taxonomy import View

FOR = timedelta(hours=1)
_SLOT = "opened_threads"
_MOST = 10


def open_for_now(request: HttpRequest, thread_id: UUID) -> None:
    """For an hour from now."""
    until = (clock.now() + FOR).timestamp()
    _keep(request, {**_still_open(request), str(thread_id): until})


def close_again(request: HttpRequest, thread_id: UUID) -> None:
    """As one's filters ask, from now on."""
    _keep(request, {thread: until for thread, until in _still_open(request).items() if thread != str(thread_id)})


def is_open(request: HttpRequest, thread_id: UUID) -> bool:
    """Did this reader open the thread within the hour?"""
    return str(thread_id) in _still_open(request)


def is_closed_in_part(title: Title, posts: Sequence[PostView]) -> bool:
    """Is anything on this page covered or out of sight for this reader, so that there is something to open?"""
    views = [title.view, *(post.view for post in posts), *(post.quote.view for post in posts if post.quote)]
    return View.COVER in views or View.HIDE in views


def _still_open(request: HttpRequest) -> dict[str, float]:
    now = clock.now().timestamp()
    return {thread: until for thread, until in request.session.get(_SLOT, {}).items() if until > now}


def _keep(request: HttpRequest, opened: dict[str, float]) -> None:
    newest = sorted(opened.items(), key=lambda one: one[1])[-_MOST:]
    request.session[_SLOT] = dict(newest)
