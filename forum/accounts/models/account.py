"""The account: a pseudonymous person."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from forum.accounts.permissions import TEAM, Role, Stage
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, also_held, held
from forum.core.models import Record

_WHILE_HERE = "Until you close your account."


class Account(Record, AbstractBaseUser):
    """A pseudonymous person.

    A duty account (any role but member) is separate from any member account: nothing links them, and its pseudonym is
    the duty name.
    """

    sign_in_index = held(
        models.CharField(max_length=64, unique=True),
        SENSITIVE,
        why="A scrambled form of your sign-in name, so that you can sign in. We cannot read the name from it.",
        kept=_WHILE_HERE,
    )
    pseudonym = held(
        models.CharField(max_length=30),
        PSEUDONYMOUS,
        why="The name that others see beside your words.",
        kept=_WHILE_HERE,
    )
    skeleton = held(
        models.CharField(max_length=64, unique=True),
        PSEUDONYMOUS,
        why="Your pseudonym in a simplified form, so that nobody else can take a name that looks the same.",
        kept=_WHILE_HERE,
    )
    role = held(
        models.CharField(max_length=16, choices=[(role, role) for role in Role], default=Role.MEMBER),
        NOTHING_PERSONAL,
        why="Whether this is a member or somebody from the team.",
        kept="Always, as an empty place that names nobody.",
    )
    stage = held(
        models.CharField(max_length=8, choices=[(stage, stage) for stage in Stage], blank=True, default=""),
        PSEUDONYMOUS,
        why="How far somebody on the team has come, which decides what they may do. Empty for members.",
        kept=_WHILE_HERE,
    )
    recovery_index = held(
        models.CharField(max_length=64, unique=True, null=True),
        SENSITIVE,
        why="A scrambled form of your recovery phrase, so that you can get back in. We cannot read the phrase from it.",
        kept="Until you use the phrase, or close your account.",
    )
    is_active = held(
        models.BooleanField(default=True),
        NOTHING_PERSONAL,
        why="Whether the account is open.",
        kept="Always, as an empty place that names nobody.",
    )
    joined_on = held(
        models.DateField(null=True),
        PSEUDONYMOUS,
        why="The day you joined, so that we can count how many people use this place.",
        kept=_WHILE_HERE,
    )

    # When somebody was last here is nobody's business: Django's own column is taken out.
    last_login = None

    # Set by django-otp for the length of one request or socket, once a second factor was shown.
    otp_device: Any = None

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "sign_in_index"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_role_is_known",
                condition=models.Q(role__in=[Role.MEMBER, Role.MODERATOR, Role.PRACTITIONER, Role.MANAGER]),
            ),
            models.CheckConstraint(
                name="account_stage_is_the_teams",
                condition=models.Q(role=Role.MEMBER, stage="")
                | (~models.Q(role=Role.MEMBER) & models.Q(stage__in=list(Stage))),
            ),
        ]

    @property
    def is_team(self) -> bool:
        """Is this a duty account?"""
        return self.role in TEAM

    @property
    def has_kept_phrase(self) -> bool:
        """Has the person proved that they have their recovery phrase? Duty accounts are recovered by a manager."""
        return self.is_team or self.recovery_index is not None

    def is_verified(self) -> bool:
        """Was the second factor shown in this session?"""
        return self.otp_device is not None


also_held(
    "accounts.Account",
    "password",
    SENSITIVE,
    why="A scrambled form of your pass phrase (Argon2id), so that you can sign in. We cannot read the phrase from it.",
    kept=_WHILE_HERE,
)
