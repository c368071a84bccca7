"""The name of every group of sockets."""

from uuid import UUID


def desk() -> str:
    """Moderators on shift who have the desk open."""
    return "desk"


def concerns() -> str:
    """Practitioners who have the concerns open."""
    return "concerns"


def messages(account_id: UUID) -> str:
    """One person's own messages."""
    return f"messages.{account_id.hex}"


def warden() -> str:
    """Every socket there is: who may stay."""
    return "warden"


def chat(session_id: UUID) -> str:
    """Everybody in one chat session."""
    return f"chat.{session_id.hex}"
