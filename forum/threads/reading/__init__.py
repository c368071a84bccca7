"""What a reader sees of boards and threads: plain rows, each with its veil.

Words that a profile hides are left out here, so they never reach a page. Everything that shows a title or a post goes
through `lines` and `posts`: lists, threads, quotes, search, bookmarks, updates.
"""
