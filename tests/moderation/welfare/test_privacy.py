"""What is one's own stays one's own: topics, exposure, the self-care plan, the conversation on leaving."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.refusals import NotGranted, NotNow
from forum.core.submission import new_token
from moderation.audit.models import Entry
from moderation.welfare import care_plan, services
from moderation.welfare.models import CarePlan, Exposure, Leaving, Supporter, Topics
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account

WORDS = "A walk by the sea, before and after."
TALK = "What I could not say before."
LAST_DAY = date(2026, 12, 24)


@pytest.fixture
def others(ada: Account, lea: Account, sam: Account, nia: Account) -> list[Account]:
    """A member, another moderator, two practitioners, a manager."""
    return [ada, make_account("Oli", Role.MODERATOR), lea, sam, nia]


@pytest.fixture
def leaving(mo: Account, lea: Account, clock: FakeClock) -> Leaving:
    """Mo leaves, and talked with Lea."""
    made = services.leave(actor=mo, last_day=LAST_DAY, wants_talk=True, talk_with=lea, hand_over="The kettle sticks.")
    services.record_talk(actor=lea, leaving=made, talked_on=clock().date(), words=TALK)
    return made


def test_topics_are_read_by_whoever_chose_them_alone(browse: Browse, mo: Account, others: list[Account]) -> None:
    services.choose_topics(actor=mo, keys=["self.suicide", "no.such.key"])
    assert Topics.objects.visible_to(mo).get().keys == "self.suicide"
    page = browse(mo).get(reverse("welfare:topics")).content.decode()
    assert 'value="self.suicide" id="id_topics_self_suicide" checked' in page
    for actor in others:
        assert not Topics.objects.visible_to(actor).exists()
        page = browse(actor).get(reverse("welfare:topics")).content.decode()
        assert "checked" not in page


def test_that_somebody_chose_topics_is_not_in_the_trail(browse: Browse, mo: Account) -> None:
    client = browse(mo)
    assert client.post(reverse("welfare:topics"), {"topics": ["sv.rape"]}).status_code == 302
    assert "1 topic goes to somebody else" in client.get(reverse("welfare:home")).content.decode()
    assert not Entry.objects.filter(actor_id=mo.pk).exists()
    client.post(reverse("welfare:topics"), {})
    assert not Topics.objects.exists()


def test_a_self_care_plan_is_read_by_its_writer_and_its_supporter_sees_that_it_exists(
    browse: Browse, mo: Account, lea: Account, nia: Account, others: list[Account]
) -> None:
    services.name_supporter(actor=nia, account=mo, supporter=lea)
    assert "Has no self-care plan yet" in browse(lea).get(reverse("welfare:home")).content.decode()
    fields = {"words": WORDS, "submission": new_token(mo)}
    assert browse(mo).post(reverse("welfare:plan"), fields).status_code == 302
    assert WORDS in browse(mo).get(reverse("welfare:plan")).content.decode()
    assert care_plan.exists([mo.pk, lea.pk]) == {mo.pk}
    assert "Has a self-care plan" in browse(lea).get(reverse("welfare:home")).content.decode()
    for actor in others:
        assert not CarePlan.objects.visible_to(actor).exists()
        client = browse(actor)
        for name in ("welfare:home", "welfare:plan", "welfare:people"):
            page = client.get(reverse(name)).content.decode()
            assert WORDS not in page
            assert actor == lea or "Has a self-care plan" not in page
    assert browse(mo).post(reverse("welfare:forget_plan")).status_code == 302
    assert not CarePlan.objects.exists()


def test_nobody_sees_what_somebody_else_met(
    browse: Browse, mo: Account, others: list[Account], clock: FakeClock
) -> None:
    services.note_exposure(account_id=mo.pk, level="crisis", at=clock())
    assert "you dealt with 1 of them" in browse(mo).get(reverse("welfare:home")).content.decode()
    for actor in others:
        assert not Exposure.objects.visible_to(actor).exists()
        assert "dealt with 1 heavy" not in browse(actor).get(reverse("welfare:home")).content.decode()


def test_the_conversation_on_leaving_is_for_the_two_of_it(
    browse: Browse, mo: Account, lea: Account, nia: Account, others: list[Account], leaving: Leaving
) -> None:
    address, talk = (reverse(f"welfare:{name}", args=[leaving.pk]) for name in ("one_leaving", "talk"))
    for actor in (mo, lea):
        assert TALK in browse(actor).get(talk).content.decode()
        assert TALK in browse(actor).get(address).content.decode()
    for actor in others:
        if actor == lea:
            continue
        client = browse(actor)
        assert client.get(talk).status_code == 404
        assert TALK not in client.get(address).content.decode()
        assert TALK not in client.get(reverse("welfare:people")).content.decode()
        with pytest.raises(NotGranted):
            services.record_talk(actor=actor, leaving=leaving, talked_on=LAST_DAY, words="mine")
    page = browse(nia).get(address).content.decode()
    assert "The kettle sticks." in page
    assert "Our conversation" not in page


def test_only_managers_name_supporters_and_thank(mo: Account, others: list[Account], leaving: Leaving) -> None:
    *rest, nia = others
    for actor in (*rest, mo):
        with pytest.raises(NotGranted):
            services.name_supporter(actor=actor, account=mo, supporter=rest[1])
        with pytest.raises(NotGranted):
            services.thank(actor=actor, leaving=leaving, words="Thanks.")
    own = services.leave(actor=nia, last_day=LAST_DAY, wants_talk=False)
    with pytest.raises(NotNow):
        services.thank(actor=nia, leaving=own, words="Thanks.")


def test_who_supports_whom_is_seen_by_the_two_and_by_managers(
    mo: Account, lea: Account, nia: Account, others: list[Account]
) -> None:
    services.name_supporter(actor=nia, account=mo, supporter=lea)
    seen = {actor.pseudonym for actor in (mo, *others) if Supporter.objects.visible_to(actor).exists()}
    assert seen == {"Mo", "Lea", "Nia"}


def test_words_are_sealed_where_they_lie(mo: Account, lea: Account, leaving: Leaving) -> None:
    services.choose_topics(actor=mo, keys=["self.suicide"])
    services.write_care_plan(actor=mo, words=WORDS)
    with connection.cursor() as cursor:
        for table, column, words in (
            ("welfare_topics", "keys", "self.suicide"),
            ("welfare_careplan", "words", WORDS),
            ("welfare_leaving", "talk_words", TALK),
            ("welfare_leaving", "hand_over", "kettle"),
        ):
            cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
            assert words not in cursor.fetchone()[0]
