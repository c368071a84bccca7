"""Threads and posts: writing, replying, withdrawing, and how a post appears to one reader.

Moderation may hide a post through `services.hide_post`; who may is a rule that moderation registers.
"""
