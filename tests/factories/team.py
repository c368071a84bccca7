"""Invitations for tests."""

from forum.accounts.actors import SYSTEM
from forum.accounts.permissions import Role
from moderation.team.models import Invitation
from moderation.team.services import invite


def make_invitation(role: Role = Role.MODERATOR) -> tuple[Invitation, str]:
    """An open invitation, and the secret part of its link."""
    return invite(actor=SYSTEM, role=role)
