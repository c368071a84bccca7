"""The made-up community: whoever tries it finds something in every room, and making it twice makes it once."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.boards.models import Board
from forum.confidentiality.models import NoticeDraft
from forum.names.models import NameKind, OtherName
from forum.threads.models import Post, PostVersion, Reaction, Thread, Wish
from forum.warnings.taxonomy import BY_KEY
from moderation.review.models import Item
from tests.conftest import Browse
from tests.forum.answers import said

# What somebody finds who comes as the first of the made-up members. The words are those of the demo.
ROOMS = {
    "/spaces/": "How are you today?",
    "/new/": "There are new replies in “What grew this week”",
    "/drafts/": "I am reading along.",
    "/private/": "Asks to write with you",
    "/spaces/kept/": "I have one of those too.",
    "/spaces/followed/": "What grew this week",
    "/spaces/since/": "What grew this week",
    "/spaces/unanswered/": "Half past four and the birds",
    "/yours/envelope/": "I will say more when I am ready.",
    "/check-ins/": "Today is a day.",
    "/in-touch/": "Somebody from the team looks after it",
    "/filters/words/": "waiting room",
}


@pytest.mark.django_db
def test_every_room_has_something_in_it_and_twice_is_once(settings: Settings, tmp_path: Path, browse: Browse) -> None:
    settings.DATA_DIR = tmp_path
    told = [_demo() for _ in range(2)]
    assert told[0] == told[1]
    member = browse(Account.objects.get(pseudonym="Quiet Harbour"))
    for path, words in ROOMS.items():
        assert words in said(member.get(path)), path
    joined = Board.objects.filter(by_choice=True, pk__in=Thread.objects.values("board"))
    assert joined.count() >= 7
    page = said(member.get(f"/t/{Thread.objects.get(title='Telling my sister').pk}/"))
    for words in ("Somebody thinks this may need", "edited", "I believe you", "From the post"):
        assert words in page, words
    assert PostVersion.objects.exists()
    assert Reaction.objects.exists()
    assert set(Thread.objects.exclude(wish="").values_list("wish", flat=True)) == set(Wish.values)
    assert OtherName.objects.filter(kind=NameKind.ONE_OFF, name="Grey Heron").exists()
    assert Item.objects.open().filter(is_first_look=True, post__in=Post.objects.filter(held_at__isnull=False)).exists()
    assert BY_KEY["mind.anniversaries"].name == "Anniversaries"
    assert NoticeDraft.objects.exists()
    manager = browse(Account.objects.get(role=Role.MANAGER))
    assert manager.get("/site/choices/").status_code == 200


def _demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()
