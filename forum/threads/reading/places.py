"""Where in a thread something stands, and whether one can write there."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, Role, allows
from forum.boards.models import Board
from forum.core import paging
from forum.threads.models import Post, Thread
from forum.threads.reading.posts import POSTS_A_PAGE


def may_write(actor: Actor, target: Board | Thread) -> bool:
    """Does the page offer to write here? Somebody who has still to read the notice is offered it too."""
    permission = Permission.THREAD_WRITE if isinstance(target, Board) else Permission.POST_WRITE
    return actor.role == Role.MEMBER or allows(actor, permission, target)


def page_with(post: Post) -> str:
    """The query that leads to the page of the thread on which `post` stands ("" for the first)."""
    earlier = Post.objects.filter(thread_id=post.thread_id, withdrawn_at__isnull=True, created_at__lt=post.created_at)
    before = list(earlier.order_by("-created_at", "-id").values("created_at", "id")[: POSTS_A_PAGE // 2])
    if len(before) < POSTS_A_PAGE // 2:
        return ""
    return f"?after={paging.cursor(before[-1], by='created_at')}"
