"""Keys that devices hold: adding one, taking one away, signing in with one."""

import json

from django.db import transaction
from webauthn.helpers import bytes_to_base64url

from forum.accounts import keys
from forum.accounts.events import KeyAdded, KeyTakenAway
from forum.accounts.models import Account, PassKey
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.secrets import keyed_hash
from forum.core.events import publish
from forum.core.refusals import Refusal

MOST = 10


class EnoughKeys(Refusal):
    """Somebody has as many keys as anybody needs."""

    code = "enough_keys"
    message = f"You have {MOST} keys already. Take one away that you do not use, then add this one."


class KeyKnown(Refusal):
    """This very key is in use already."""

    code = "key_known"
    message = "That key is in use already. Nothing was changed."


@transaction.atomic
def add_key(*, actor: Account, name: str, answer: str, challenge: str, place: keys.Place) -> PassKey:
    """Let the key that answered sign `actor` in from now on."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    Account.objects.select_for_update().get(pk=actor.pk)
    if PassKey.objects.filter(account=actor).count() >= MOST:
        raise EnoughKeys
    made = keys.read_new(answer, challenge, place)
    number = bytes_to_base64url(made.key_id)
    index = keyed_hash("pass-key", number)
    if PassKey.objects.filter(key_index=index).exists():
        raise KeyKnown
    public = json.dumps({"id": number, "key": bytes_to_base64url(made.public_key)})
    row = PassKey(account=actor, name=name, key_index=index, public_key=public, uses=made.uses)
    row.save(force_insert=True)
    publish(KeyAdded(actor_id=actor.pk, account_id=actor.pk, key_id=row.pk))
    return row


@transaction.atomic
def take_key_away(*, actor: Account, key: PassKey) -> None:
    """The key opens nothing here any more. It stays in the device until its owner deletes it there."""
    authorize(actor, Permission.ACCOUNT_CHANGE, key)
    key_id = key.pk
    key.delete()
    publish(KeyTakenAway(actor_id=actor.pk, account_id=actor.pk, key_id=key_id))


@transaction.atomic
def sign_in_with_key(*, answer: str, challenge: str, place: keys.Place) -> Account:
    """The account whose key answered. A key of a closed account, an unknown one and a wrong answer are all one."""
    known = keys.index_of(answer)
    key = PassKey.objects.select_for_update(of=("self",)).select_related("account").filter(key_index__in=known).first()
    uses = keys.read_known(answer, challenge, place, key)
    if key is None or not key.account.is_active:
        raise keys.KeyNotTaken
    PassKey.objects.filter(pk=key.pk).update(uses=uses, key_index=known[0])
    account: Account = key.account
    return account
