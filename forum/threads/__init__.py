"""Threads and posts: writing, replying, withdrawing, and how a post appears to one reader.

Moderation may hide a post through `services.hide_post` and bring it back through `services.show_post`; who may is a
rule that moderation registers.
"""
