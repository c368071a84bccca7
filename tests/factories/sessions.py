"""Signed-in test clients."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

from forum.accounts.models import Account, AuthenticatorDevice
from forum.core import clock


def signed_in(account: Account, *, verified: bool = True) -> Client:
    """A client with a session like the one that sign-in makes; a duty account's has shown its second factor."""
    client = Client()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["began"] = session["seen"] = int(clock.now().timestamp())
    if account.is_team and verified:
        device, _ = AuthenticatorDevice.objects.get_or_create(
            user=account, defaults={"name": "authenticator", "confirmed": True, "seed": "00" * 20}
        )
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
