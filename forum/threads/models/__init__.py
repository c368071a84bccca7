"""Threads, posts, and what people do with them."""

from forum.threads.models.answers import Feeling, LeftWithout, Reaction, WarningSuggestion
from forum.threads.models.places import Bookmark, ThreadPlace
from forum.threads.models.posts import CHANGED_WITHIN, Post, PostVersion
from forum.threads.models.threads import Thread, Wish

__all__ = [
    "CHANGED_WITHIN",
    "Bookmark",
    "Feeling",
    "LeftWithout",
    "Post",
    "PostVersion",
    "Reaction",
    "Thread",
    "ThreadPlace",
    "WarningSuggestion",
    "Wish",
]
