"""`manage.py first_manager` prints a way in, as long as one is needed."""

import re
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from forum.accounts.models import Account
from moderation.team.models import Invitation
from tests.moderation.team.test_services import give_second_factor


def first_manager(*args: str) -> str:
    out = StringIO()
    call_command("first_manager", *args, stdout=out)
    return out.getvalue()


def test_it_prints_a_link_that_works(client: Client, db: None) -> None:
    found = re.search(re.escape(settings.SITE_URL) + r"(/welcome/[\w-]+/)", first_manager("--if-needed"))
    assert found
    assert client.get(found[1]).status_code == 200
    assert Invitation.objects.get().role == "manager"


def test_it_says_so_when_there_is_a_manager(nia: Account) -> None:
    give_second_factor(nia)
    assert "There is a manager already." in first_manager()
    assert first_manager("--if-needed") == ""
    assert not Invitation.objects.exists()
