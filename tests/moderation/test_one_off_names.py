"""Nobody links a one-off name to its account: not members, not moderators, not practitioners; and what the team does
about it reaches whoever wrote it."""

from collections.abc import Iterator
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from forum.accounts.models import Account
from forum.boards.models import Holds
from forum.inbox.models import Letter
from forum.names.services import change_pseudonym
from forum.threads.models import Post
from moderation.flags.models import Flag, Reason
from moderation.review.first_look import waits
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from moderation.review.services import claim, decide
from moderation.safeguarding import services
from moderation.safeguarding.models import Case, Concern
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.inbox import make_answer
from tests.factories.names import make_one_off_post
from tests.factories.safeguarding import make_case, make_concern
from tests.factories.sessions import signed_in
from tests.factories.threads import make_board, make_post, make_reply, ready_to_write

NAME = "Quiet Heron"
WITH_WORDS = ("threads", "flags", "review", "safeguarding", "private", "search", "drafts", "updates", "referrals")


@pytest.fixture
def world(ben: Account, mo: Account, lea: Account, clock: FakeClock) -> SimpleNamespace:
    """Marigold wrote as Quiet Heron. Ben flagged it twice over; Mo looks at one post and handed another on; Lea has the
    case, wrote to her, and heard back."""
    writer = make_account("Marigold")
    post = make_one_off_post(writer, NAME)
    for person in (ben, writer):
        ready_to_write(person)
    concern = make_concern(writer, ben, mo, level=Level.RED, post=make_reply(writer, post.thread, "Hm."))
    case = make_case(concern, lea)
    services.write(actor=lea, case=case, words="How are you today?", submission=uuid4())
    conversation = Case.objects.get(pk=case.pk).conversation
    assert conversation is not None
    make_answer(conversation, "A little better.")
    waiting = make_concern(writer, ben, mo, post=make_reply(writer, post.thread, "Rain again."))
    flag = make_flag(ben, post, Reason.RULES)
    item = claim(actor=mo, item=Item.objects.get(reasons__flag=flag))
    hidden = make_reply(writer, post.thread, "Out of sight.")
    other = claim(actor=mo, item=Item.objects.get(reasons__flag=make_flag(ben, hidden, Reason.RULES)))
    decide(actor=mo, item=other, decision=Decision.HIDE, reason="It could tell who you are.")
    rows = [post, post.thread, post.thread.board, flag, item, other, concern, waiting, case]
    return SimpleNamespace(writer=writer, post=post, keys=[row.pk for row in rows], case=case, item=item, flag=flag)


@pytest.mark.parametrize("who", ["ben", "mo", "lea"])
def test_no_page_tells_whose_name_it_is(world: SimpleNamespace, who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    named = 0
    for address in _addresses(world.keys):
        answer = client.get(address)
        text = "".join([*map(str, answer.headers.values()), answer.content.decode(errors="ignore")])
        assert "Marigold" not in text, address
        assert str(world.writer.pk) not in text, address
        assert world.writer.pk.hex not in text, address
        named += NAME in text
    assert named > 1, "Nothing showed the name, so this proves nothing."


def test_the_team_knows_them_by_the_name_they_wrote_under(world: SimpleNamespace, lea: Account, mo: Account) -> None:
    page = signed_in(lea).get(reverse("safeguarding:case", args=[world.case.pk])).content.decode()
    assert f"The case of {NAME}" in page
    assert "A little better." in page
    page = signed_in(mo).get(reverse("review:item", args=[world.item.pk])).content.decode()
    assert f"A post by {NAME}" in page


def test_what_the_team_does_reaches_whoever_wrote_it(world: SimpleNamespace) -> None:
    letters = [letter.words for letter in Letter.objects.filter(conversation__member=world.writer)]
    assert any("out of sight" in words and "It could tell who you are." in words for words in letters)
    assert any(f"what you wrote as {NAME}" in words for words in letters)
    assert any("How are you today?" in words for words in letters)


def test_the_receipt_names_what_was_read(world: SimpleNamespace, ben: Account) -> None:
    client = signed_in(ben)
    for address in (reverse("flags:receipts"), reverse("flags:receipt", args=[world.flag.pk])):
        page = client.get(address).content.decode()
        assert f"post by {NAME}" in page
    assert Flag.objects.filter(raised_by=ben).count() == 4


def test_a_new_pseudonym_is_not_told_to_whoever_knows_the_old_one(
    ben: Account, mo: Account, lea: Account, clock: FakeClock
) -> None:
    writer = make_account("Marigold")
    make_case(make_concern(writer, ben, mo), lea)
    change_pseudonym(actor=writer, name="Juniper Lane", follows=False)
    board = signed_in(lea).get(reverse("safeguarding:board")).content.decode()
    assert "Marigold" in board
    assert "Juniper" not in board
    assert Concern.objects.get().about_name == "Marigold"


def test_the_wait_for_a_first_look_tells_nothing_of_the_account(ada: Account, mo: Account, clock: FakeClock) -> None:
    make_board(holds_newcomers=Holds.ALWAYS)
    old_hand = make_account("Marigold")
    Account.objects.filter(pk=old_hand.pk).update(joined_on=None)
    old_hand.refresh_from_db()
    posts = [make_one_off_post(old_hand, "Mossy Kettle"), make_one_off_post(ada, "Amber Kettle")]
    assert [Post.objects.get(pk=post.pk).is_held for post in posts] == [True, True]
    assert not waits(Post.objects.select_related("thread__board", "author").get(pk=make_post(old_hand).pk), clock())


def test_measures_count_for_the_name(world: SimpleNamespace, mo: Account) -> None:
    """What somebody else's item says around it stands under the name as well."""
    page = signed_in(mo).get(reverse("review:item", args=[world.item.pk])).content.decode()
    assert "The thread around it" in page
    assert "Marigold" not in page


def _addresses(keys: list[UUID]) -> Iterator[str]:
    """Every page without anything in its address, and those that show words, for each of `keys`."""
    for name in _routes(get_resolver()):
        try:
            yield reverse(name)
            continue
        except NoReverseMatch:
            pass
        if name.split(":")[0] not in WITH_WORDS:
            continue
        for key in keys:
            try:
                yield reverse(name, args=[key])
            except NoReverseMatch:
                break


def _routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name and entry.name not in ("sign_out", "leave"):
            yield f"{space}{entry.name}"


def test_a_visitor_is_shown_nothing_of_it(world: SimpleNamespace, client: Client) -> None:
    assert NAME not in client.get(reverse("threads:thread", args=[world.post.thread_id])).content.decode()
