"""Second factors: an authenticator app, spare codes, and keys that a device holds."""

from typing import Self

from django.db import models
from django_otp.models import Device, DeviceManager, ThrottlingMixin
from django_otp.oath import TOTP

from forum.accounts.permissions import Actor
from forum.accounts.secrets import candidates
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, also_held, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField


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
    """The authenticator app of the team, or of a member who chose it (TOTP, RFC 6238). Its seed is sealed, a code works
    once."""

    seed = held(
        SealedTextField(),
        SEALED,
        why="The secret that your authenticator app shares with us, if you use one.",
        kept="Until the app is replaced, you switch the second step off, or the account is closed.",
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
    """Printed spare codes: only their hashes, and each works once."""

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
        why="Which account the second factor belongs to.",
        kept="Until you switch it off, or the account is closed.",
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


class PassKeyQuerySet(models.QuerySet["PassKey"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class PassKey(Record):
    """A key that a phone, a computer or a small stick holds for one account (Web Authentication, W3C)."""

    account = held(
        models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose key it is.",
        kept="Until you take the key away or close your account.",
    )
    name = held(
        SealedTextField(),
        SEALED,
        why="What you call the key, so that you can tell yours apart.",
        kept="Until you take the key away or close your account.",
    )
    key_index = held(
        models.CharField(max_length=64, unique=True),
        SENSITIVE,
        why="A scrambled form of the number of your key, so that we find it when you sign in with it.",
        kept="Until you take the key away or close your account.",
    )
    public_key = held(
        SealedTextField(),
        SEALED,
        why="The public half of your key and its number. The secret half never leaves your device.",
        kept="Until you take the key away or close your account.",
    )
    uses = held(
        models.BigIntegerField(default=0),
        NOTHING_PERSONAL,
        why="The counter of the key, so that a copied key is noticed.",
        kept="Until you take the key away or close your account.",
    )

    objects = PassKeyQuerySet.as_manager()
