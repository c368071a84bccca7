"""What the tables of the libraries we use hold about a person."""

from forum.core.held import NOTHING_PERSONAL, SENSITIVE, also_held

also_held(
    "sessions.Session",
    "session_key session_data expire_date",
    SENSITIVE,
    why="So that you stay signed in while you move between pages. It names your account. What you still have to write "
    "down (a sign-in name, a recovery phrase), or were writing, waits in it sealed until you have it.",
    kept="30 minutes after your last page, 12 hours at most, or until you leave.",
)
also_held(
    "auth.Permission",
    "id name content_type codename",
    NOTHING_PERSONAL,
    why="A table of the framework that we do not use.",
    kept="Empty of anything about people.",
)
also_held(
    "auth.Group",
    "id name permissions",
    NOTHING_PERSONAL,
    why="A table of the framework that we do not use.",
    kept="Always empty.",
)
also_held(
    "contenttypes.ContentType",
    "id app_label model",
    NOTHING_PERSONAL,
    why="The framework's list of its own tables.",
    kept="Always.",
)
