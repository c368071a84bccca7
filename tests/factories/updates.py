"""What is new, for tests."""

from uuid import UUID, uuid4

from forum.accounts.models import Account
from forum.updates.kinds import UpdateKind
from forum.updates.models import Mailbox, Update
from forum.updates.services import mailing, noting


def make_update(account: Account, kind: UpdateKind = UpdateKind.LETTER, thing: UUID | None = None) -> Update:
    """`account` is told of something once."""
    thing = thing or uuid4()
    noting.note(accounts=[account.pk], kind=kind, thing=thing)
    return Update.objects.get(account=account, kind=kind, thing=thing)


def make_mailbox(account: Account, address: str = "tide@example.org") -> Mailbox:
    """`account` gave an address and showed that it is theirs. E-mail must be on."""
    mailbox = mailing.give_address(actor=account, address=address)
    return mailing.confirm(actor=account, number=mailbox.code)
