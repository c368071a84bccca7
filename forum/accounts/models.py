"""Accounts, their second factors, and words kept for somebody whose session ended while they wrote."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django_otp.models import Device, DeviceManager, ThrottlingMixin
from django_otp.oath import TOTP

from forum.accounts.permissions import TEAM, Actor, Role, Stage
from forum.accounts.secrets import candidates
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, also_held, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

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


class _FoundByNumber(models.Model):
    """django-otp keeps a device's id in the session as a number, which a UUID is too. After a wrong code the next try
    waits one second, after two wrong ones two, then four."""

    class Meta:
        abstract = True

    @property
    def persistent_id(self) -> str:
        return f"{self._meta.label_lower}/{self.pk.int}"

    def get_throttle_factor(self) -> int:
        return 1


def _is_code(text: str) -> bool:
    """Six plain digits: Unicode has many more marks that count as digits and are no number."""
    return len(text) == 6 and text.isascii() and text.isdecimal()


class AuthenticatorQuerySet(models.QuerySet["AuthenticatorDevice"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(user_id=actor.id) if actor.id else self.none()


class AuthenticatorDevice(_FoundByNumber, Record, ThrottlingMixin, Device):
    """The authenticator app of somebody on the team (TOTP, RFC 6238). Its seed is sealed; a code works once."""

    seed = held(
        SealedTextField(),
        SEALED,
        why="The secret that a team member's authenticator app shares with us.",
        kept="Until the duty account is closed or the app is replaced.",
    )
    last_step = held(
        models.BigIntegerField(default=-1),
        NOTHING_PERSONAL,
        why="The last code that was used, so that it cannot be used again.",
        kept="Until the next code.",
    )

    objects = DeviceManager.from_queryset(AuthenticatorQuerySet)()  # type: ignore[misc]  # Django makes it one of the class.

    def verify_token(self, token: str) -> bool:
        """Is `token` the code of now or of one step before or after, not used yet?"""
        allowed, _ = self.verify_is_allowed()
        if not allowed or not _is_code(token):
            return False
        totp = TOTP(bytes.fromhex(self.seed))
        totp.time = clock.now().timestamp()
        if not totp.verify(int(token), tolerance=1, min_t=self.last_step + 1):
            self.throttle_increment()
            return False
        # One winner, even when the same code arrives twice at once.
        fresh = AuthenticatorDevice.objects.filter(pk=self.pk, last_step__lt=totp.t()).update(last_step=totp.t())
        self.last_step = totp.t()
        self.throttle_reset()
        return fresh == 1


class SpareCodeDevice(_FoundByNumber, Record, ThrottlingMixin, Device):
    """A team member's printed spare codes: only their hashes, and each works once."""

    def verify_token(self, token: str) -> bool:
        allowed, _ = self.verify_is_allowed()
        if not allowed:
            return False
        known = candidates("spare-code", f"{self.pk}:{''.join(token.lower().split())}")
        if SpareCode.objects.filter(device=self, index__in=known).delete()[0]:
            self.throttle_reset()
            return True
        self.throttle_increment()
        return False


for _label in ("accounts.AuthenticatorDevice", "accounts.SpareCodeDevice"):
    also_held(
        _label,
        "user name confirmed",
        PSEUDONYMOUS,
        why="Which duty account the second factor belongs to.",
        kept="Until the duty account is closed.",
    )
    also_held(
        _label,
        "throttling_failure_timestamp throttling_failure_count",
        NOTHING_PERSONAL,
        why="How many wrong codes came in a row, so that guessing takes too long.",
        kept="Until the next right code.",
    )


class SpareCode(Record):
    """One unused spare code."""

    device = held(
        models.ForeignKey(SpareCodeDevice, on_delete=models.CASCADE),
        PSEUDONYMOUS,
        why="Whose spare code it is.",
        kept="Until it is used.",
    )
    index = held(
        models.CharField(max_length=64, unique=True),
        SENSITIVE,
        why="A scrambled form of a spare code. We cannot read the code from it.",
        kept="Until it is used.",
    )


class KeptDraft(Record):
    """Words that arrived after their writer's session had ended, sealed until the same person signs in again."""

    token_hash = held(
        models.CharField(max_length=64, unique=True),
        NOTHING_PERSONAL,
        why="So that only the browser the words came from can ask for them.",
        kept="One hour.",
    )
    writer_mark = held(
        models.CharField(max_length=16),
        PSEUDONYMOUS,
        why="So that only the person who wrote the words gets them back.",
        kept="One hour.",
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What you were writing when your session ended, so that it is not lost.",
        kept="One hour, or until you have it back.",
    )
    expires_at = held(
        models.DateTimeField(),
        NOTHING_PERSONAL,
        why="When the words are thrown away.",
        kept="One hour.",
    )
