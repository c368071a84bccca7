"""Where in a thread something stands, and whether one can write there."""

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, Role, allows, refusal_for
from forum.boards.models import Board
from forum.boards.policy import JoinFirst, NothingNew
from forum.core import paging
from forum.threads.models import Post, Thread
from forum.threads.policy import NoRepliesWished
from forum.threads.reading.posts import POSTS_A_PAGE


def may_write(actor: Actor, target: Board | Thread) -> bool:
    """Does the page offer to write here? Somebody who has still to read the notice is offered it too; where nothing new
    is written, or no reply is wished for, nobody is."""
    permission = Permission.THREAD_WRITE if isinstance(target, Board) else Permission.POST_WRITE
    if actor.role != Role.MEMBER:
        return allows(actor, permission, target)
    return not isinstance(refusal_for(actor, permission, target), (JoinFirst, NothingNew, NoRepliesWished))


def page_with(post: Post) -> str:
    """The query that leads to the page of the thread on which `post` stands ("" for the first)."""
    earlier = Post.objects.filter(thread_id=post.thread_id, created_at__lt=post.created_at)
    before = list(earlier.order_by("-created_at", "-id").values("created_at", "id")[: POSTS_A_PAGE // 2])
    if len(before) < POSTS_A_PAGE // 2:
        return ""
    return f"?after={paging.cursor(before[-1], by='created_at')}"
