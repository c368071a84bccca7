"""Keys that a phone, a computer or a small stick holds: what we ask a browser for, and whether its answer is right
(Web Authentication, W3C). Everything that can be got wrong is the library's; what we ask for stands here.

The person is asked for their finger, face or code by the device itself (user verification), and the key is found
without a name (discoverable), so that it signs in alone. We ask for no attestation: who made the device is not our
business. What the device shows in its own list is neutral words, never a pseudonym.
"""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from forum.accounts.models import Account, PassKey
from forum.accounts.secrets import candidates, keyed_hash
from forum.core.refusals import Refusal

LONGEST_ANSWER = 20_000
# What comes of an answer that no browser gives: what the library says, and what it falls over.
_NO_ANSWER = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
# A public key of nobody (the base point of P-256), so that an unknown key costs the same as a wrong answer of a known.
_NOBODYS = bytes.fromhex(
    "a5010203262001"
    "2158206b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "2258204fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)


class KeyNotTaken(Refusal):
    """The browser's answer does not fit what was asked: another site, an old page, a key that is not ours."""

    code = "key_not_taken"
    message = "That key did not work here. Nothing was changed. You can try again, or sign in with your pass phrase."


@dataclass(frozen=True)
class Place:
    """Whom a key is for: the name of this site's host, and the origin its pages come from."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewKey:
    """What a browser said of a key it has just made."""

    key_id: bytes
    public_key: bytes
    uses: int


def place_of(request: HttpRequest) -> Place | None:
    """Where keys are made for; None where they cannot be, at an address that is only numbers."""
    origin = f"{request.scheme}://{request.get_host()}" if settings.LOCAL else settings.SITE_URL
    host = urlsplit(origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Place(host, origin)
    return None


def ask_for_new(account: Account, place: Place, label: str) -> tuple[str, str]:
    """What the browser is asked in order to make a key, and the challenge in it. `label` is what the device shows."""
    known = [_descriptor(key) for key in PassKey.objects.visible_to(account)]
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=settings.SITE_NAME,
        user_id=bytes.fromhex(keyed_hash("key-holder", str(account.pk))),
        user_name=label,
        user_display_name=label,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=known,
    )
    return webauthn.options_to_json(options), bytes_to_base64url(options.challenge)


def ask_for_known(place: Place) -> tuple[str, str]:
    """What the browser is asked in order to sign somebody in, and the challenge in it."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(options), bytes_to_base64url(options.challenge)


def read_new(answer: str, challenge: str, place: Place) -> NewKey:
    """The key that a browser made for us. Raises KeyNotTaken."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except _NO_ANSWER as error:
        raise KeyNotTaken from error
    return NewKey(made.credential_id, made.credential_public_key, made.sign_count)


def index_of(answer: str) -> list[str]:
    """Under what the key that answers may be found; nothing findable for an answer that cannot be read."""
    try:
        return candidates("pass-key", str(json.loads(answer)["id"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return candidates("pass-key", "")


def read_known(answer: str, challenge: str, place: Place, key: PassKey | None) -> int:
    """The counter of a key that answered rightly. Raises KeyNotTaken, after the same work for a key nobody has."""
    public_key = base64url_to_bytes(json.loads(key.public_key)["key"]) if key else _NOBODYS
    try:
        shown = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=key.uses if key else 0,
            require_user_verification=True,
        )
    except _NO_ANSWER as error:
        raise KeyNotTaken from error
    if key is None:
        raise KeyNotTaken
    return shown.new_sign_count


def _descriptor(key: PassKey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(json.loads(key.public_key)["id"]))
