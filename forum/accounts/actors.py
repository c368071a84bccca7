"""Who is asking, when it is not simply an account."""

from dataclasses import dataclass
from typing import TypeAlias, cast
from uuid import UUID

from django.http import HttpRequest

from forum.accounts.models import Account
from forum.accounts.permissions import Role


@dataclass(frozen=True)
class Nobody:
    """An actor without an account."""

    role: str
    verified: bool = False
    id: UUID | None = None
    stage: str = ""
    is_active: bool = True

    def is_verified(self) -> bool:
        return self.verified


VISITOR = Nobody(Role.VISITOR)
SYSTEM = Nobody(Role.SYSTEM, verified=True)
Actor: TypeAlias = Account | Nobody


def actor_of(request: HttpRequest) -> Actor:
    """Whoever sent this request. One that was refused before anybody looked at its session has no user: a visitor."""
    user = getattr(request, "user", None)
    return cast(Account, user) if user is not None and user.is_authenticated else VISITOR


def account_of(request: HttpRequest) -> Account:
    """The account that sent this request, in a view that only signed-in people reach."""
    return cast(Account, request.user)
