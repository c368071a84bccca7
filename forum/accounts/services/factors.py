"""The second factor: setting it up, and checking a code."""

import secrets

from django.db import transaction

from forum.accounts.events import SecondFactorSet, SecondStepEnded, SecondStepSet
from forum.accounts.models import Account, AuthenticatorDevice, PassKey, SpareCode, SpareCodeDevice
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.secrets import keyed_hash
from forum.core.events import publish
from forum.core.refusals import NotGranted, Refusal

SPARE_CODES = 8


class WrongCode(Refusal):
    """A code of the second factor that is wrong, used already, or tried too soon after wrong ones."""

    code = "wrong_code"
    message = "That code did not work. Wait for the next one to show, then try it."


@transaction.atomic
def begin_second_factor(*, actor: Account) -> AuthenticatorDevice:
    """A device with a new seed, waiting for its first code. An earlier unconfirmed one is replaced."""
    AuthenticatorDevice.objects.filter(user=actor, confirmed=False).delete()
    device = AuthenticatorDevice(user=actor, name="authenticator", confirmed=False, seed=secrets.token_hex(20))
    device.save(force_insert=True)
    return device


@transaction.atomic
def confirm_second_factor(*, actor: Account, code: str) -> tuple[AuthenticatorDevice, list[str]]:
    """The first code arrived: the device counts from now on. Returns it with spare codes, shown this once."""
    device = AuthenticatorDevice.objects.filter(user=actor, confirmed=False).first()
    if device is None or not device.verify_token(code):
        raise WrongCode
    AuthenticatorDevice.objects.filter(user=actor, confirmed=True).delete()
    AuthenticatorDevice.objects.filter(pk=device.pk).update(confirmed=True)
    device.confirmed = True
    codes = _new_spare_codes(actor)
    if actor.is_team:
        publish(SecondFactorSet(actor_id=actor.pk, account_id=actor.pk))
    else:
        publish(SecondStepSet(actor_id=actor.pk, account_id=actor.pk))
    return device, codes


def check_second_factor(*, actor: Account, code: str) -> AuthenticatorDevice | SpareCodeDevice:
    """The device that `code` belongs to. Not atomic: a wrong try must be counted even though it is refused."""
    devices: list[AuthenticatorDevice | SpareCodeDevice] = [
        *AuthenticatorDevice.objects.filter(user=actor, confirmed=True),
        *SpareCodeDevice.objects.filter(user=actor, confirmed=True),
    ]
    compact = "".join(code.lower().split())
    for device in devices:
        if isinstance(device, AuthenticatorDevice) == compact.isdigit() and device.verify_token(compact):
            return device
    raise WrongCode


@transaction.atomic
def renew_spare_codes(*, actor: Account) -> list[str]:
    """New spare codes; the old ones open nothing any more. Returns them, to be shown this once."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    return _new_spare_codes(actor)


@transaction.atomic
def end_second_step(*, actor: Account) -> None:
    """Ask this member for no code any more. The team's second factor is no choice."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    if actor.is_team:
        raise NotGranted
    for device in (AuthenticatorDevice, SpareCodeDevice):
        device.objects.filter(user=actor).delete()
    publish(SecondStepEnded(actor_id=actor.pk, account_id=actor.pk))


def forget_factors(account: Account) -> None:
    """No code is asked of `account` and no key opens it any more."""
    for device in (AuthenticatorDevice, SpareCodeDevice):
        device.objects.filter(user=account).delete()
    PassKey.objects.filter(account=account).delete()


def _new_spare_codes(actor: Account) -> list[str]:
    SpareCodeDevice.objects.filter(user=actor).delete()
    device = SpareCodeDevice.objects.create(user=actor, name="spare codes", confirmed=True)
    # Letters first, so that a spare code is never taken for one of the app's.
    codes = [f"s{secrets.token_hex(5)}" for _ in range(SPARE_CODES)]
    SpareCode.objects.bulk_create(
        SpareCode(device=device, index=keyed_hash("spare-code", f"{device.pk}:{code}")) for code in codes
    )
    return codes
