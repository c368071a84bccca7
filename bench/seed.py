"""Fill an empty site for the bench, and say where things are: `python -m bench.seed 20000`."""

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import django

if TYPE_CHECKING:
    from forum.accounts.models import Account
    from forum.boards.models import Board

READERS = 5
WORDS = (
    "Today was slower than yesterday, and that was **all right**. I made tea, I opened the window, I let the afternoon "
    "be an afternoon.\n\n- The kettle\n- The window\n- Ten minutes of nothing\n\nThank you for reading."
)


def main(size: int) -> dict[str, object]:
    """Two boards and two threads, one small and one of `size` posts; readers, and a desk that is staffed."""
    from django.core.cache import cache

    from forum.accounts.models import Account
    from forum.accounts.permissions import Role
    from forum.boards.models import Board
    from tests.factories.accounts import make_account
    from tests.factories.rota import put_on_duty
    from tests.factories.threads import ready_to_write

    cache.clear()
    people = [make_account(f"Reader {number}") for number in range(READERS)]
    for person in people:
        ready_to_write(person)
    moderator = make_account("Bench moderator", Role.MODERATOR)
    put_on_duty(moderator)
    small, large = (Board.objects.create(name=name, purpose="To be measured.") for name in ("Small", "Large"))
    few, _ = fill(small, people, threads=1, posts=20)
    many, flagged = fill(large, people, threads=1, posts=size)
    fill(large, people, threads=1000, posts=1)
    return {
        "small_board": str(small.pk),
        "large_board": str(large.pk),
        "small_thread": str(few),
        "large_thread": str(many),
        "posts": [[str(post), authors] for post, authors in flagged],
        "readers": {str(person.pk): session_of(person) for person in people},
        "moderator": session_of(Account.objects.get(pk=moderator.pk)),
    }


def fill(board: "Board", people: "list[Account]", *, threads: int, posts: int) -> tuple[UUID, list[tuple[UUID, str]]]:
    """Threads of so many posts each, written at once; returns the last thread and some of its posts and authors."""
    from forum.core import clock
    from forum.core.markup import render
    from forum.threads.models import Post, Thread

    html, now = render(WORDS), clock.now() - timedelta(days=2)
    made, written = [], []
    for number in range(threads):
        thread = Thread(
            board=board, author=people[number % READERS], title=f"Thread {number}", created_at=now,
            last_post_at=now + timedelta(seconds=number), reply_count=posts - 1,
        )  # fmt: skip
        made.append(thread)
        written += [
            Post(
                thread=thread, author=people[each % READERS], words=WORDS, html=html, submission=uuid4(),
                created_at=now + timedelta(seconds=each),
            )
            for each in range(posts)
        ]  # fmt: skip
    Thread.objects.bulk_create(made, batch_size=500)
    Post.objects.bulk_create(written, batch_size=500)
    return made[-1].pk, [(post.pk, str(post.author_id)) for post in written[:200]]


def session_of(account: "Account") -> str:
    """The cookie of somebody signed in, second factor and all."""
    from django.conf import settings

    from tests.factories.sessions import signed_in

    return signed_in(account).cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
