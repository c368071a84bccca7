from datetime import timedelta

import pytest
from django.urls import reverse
from django_otp.oath import TOTP

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.submission import new_token
from forum.threads.models import Post
from moderation.audit.models import Entry
from moderation.flags.models import Reason
from moderation.review.models import Decision, Item
from moderation.review.services import decide
from moderation.rota.models import Duty
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.review import make_claimed_item, make_item
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_post, make_reply

WORDS = "It was windy."
PAGES = ("review:desk", "review:lanes")


@pytest.fixture
def mo_on(mo: Account) -> Account:
    """Mo, on shift."""
    put_on_duty(mo)
    return mo


@pytest.fixture
def rob_on(db: None) -> Account:
    """A second moderator on shift."""
    rob = make_account("Rob", Role.MODERATOR)
    put_on_duty(rob, Duty.SECOND)
    return rob


def _address(verb: str, item: Item) -> str:
    return reverse(f"review:{verb}", args=[item.pk])


def test_off_shift_a_kind_page_says_so(browse: Browse, mo: Account, ben: Account, post: Post) -> None:
    item = make_item(ben, post)
    for address in (*map(reverse, PAGES), _address("item", item)):
        answer = browse(mo).get(address)
        assert answer.status_code == 403
        assert "You are not on shift" in answer.content.decode()
        assert reverse("rota:shifts") in answer.content.decode()


def test_for_everybody_else_there_is_no_desk(
    browse: Browse, ben: Account, lea: Account, nia: Account, post: Post
) -> None:
    item = make_item(ben, post)
    for actor in (ben, lea, nia):
        client = browse(actor)
        for name in PAGES:
            assert client.get(reverse(name)).status_code == 404
        assert client.get(_address("item", item)).status_code == 404
        for verb in ("claim", "release", "decide", "hand_on"):
            assert client.post(_address(verb, item)).status_code == 404


def test_an_empty_desk_is_kind(browse: Browse, mo_on: Account) -> None:
    assert "Nothing is waiting right now" in browse(mo_on).get(reverse("review:desk")).content.decode()


def test_the_desk_shows_the_level_the_warnings_and_the_reason_but_no_words(
    browse: Browse, ben: Account, mo_on: Account, post: Post
) -> None:
    make_flag(ben, post, Reason.WORRIED, note="She sounds tired.")
    for name in PAGES:
        page = browse(mo_on).get(reverse(name)).content.decode()
        for words in ("Red", "I am worried about this person", "Nobody holds it yet", "left", "Why it stands here"):
            assert words in page
        assert "Flashback" in page
        for hidden in (WORDS, "She sounds tired.", post.thread.title):
            assert hidden not in page


def test_the_desk_asks_the_database_the_same_number_of_questions_however_much_waits(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, django_assert_max_num_queries: object
) -> None:
    for _ in range(6):
        make_item(ben, make_post(ada))
    client = browse(mo_on)
    # Where nothing is known yet: who is here, and one's shift with its break, are asked once in twenty seconds.
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("review:desk"))


def test_opening_an_item_shows_covered_words_and_is_written_down(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, post: Post
) -> None:
    make_reply(ben, post.thread, "I know that wind.")
    make_flag(ben, post, note="She sounds tired.")
    item = Item.objects.get()
    page = browse(mo_on).get(_address("item", item)).content.decode()
    for words in (WORDS, "I know that wind.", "She sounds tired.", post.thread.title):
        before = page[: page.index(words)]
        assert before.count("<details") > before.count("</details>"), f"{words} is not covered"
    read = Entry.objects.get(action="item.read")
    assert (read.actor_id, str(item.pk) in str(read.subject)) == (mo_on.pk, True)


def test_claiming_leads_to_the_item_and_the_other_learns_who(
    browse: Browse, ben: Account, mo_on: Account, rob_on: Account, post: Post
) -> None:
    item = make_item(ben, post)
    answer = browse(mo_on).post(_address("claim", item))
    assert (answer.status_code, answer["Location"]) == (302, _address("item", item))
    late = browse(rob_on).post(_address("claim", item))
    assert late.status_code == 409
    assert "Mo is looking at this one already" in late.content.decode()
    assert "Mo is looking at this one" in browse(rob_on).get(reverse("review:desk")).content.decode()


def test_handing_on_starts_with_the_level_of_the_item(browse: Browse, ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    client = browse(mo_on)
    page = client.get(_address("item", item)).content.decode()
    assert "checked" in page.split('value="red"')[1].split(">")[0]
    answer = client.post(
        _address("hand_on", item), {"level": "red", "note": "Soon, please.", "submission": new_token(mo_on)}
    )
    assert answer["Location"] == f"{reverse('review:desk')}?done=handed_on"
    assert "Safeguarding has it from here" in client.get(answer["Location"]).content.decode()
    assert WORDS not in client.get(_address("item", item)).content.decode()


def test_deciding_to_hide_needs_a_reason_and_keeps_what_was_typed(
    browse: Browse, ben: Account, mo_on: Account, post: Post
) -> None:
    item = make_claimed_item(ben, post, mo_on, Reason.CONTACT)
    client, token = browse(mo_on), new_token(mo_on)
    answer = client.post(_address("decide", item), {"decision": "hide", "reason": "", "submission": token})
    assert "Write the reason in kind words" in answer.content.decode()
    answer = client.post(_address("decide", item), {"decision": "", "reason": "my words", "submission": token})
    assert "my words" in answer.content.decode()
    client.post(_address("decide", item), {"decision": "hide", "reason": "A phone number.", "submission": token})
    item.refresh_from_db()
    assert item.decision == Decision.HIDE


@pytest.mark.parametrize("verb", ["decide", "hand_on"])
def test_wrong_input_is_answered_on_the_page(
    browse: Browse, ben: Account, mo_on: Account, post: Post, verb: str
) -> None:
    item = make_claimed_item(ben, post, mo_on)
    client = browse(mo_on)
    right = {"decision": "no_action", "level": "red", "submission": new_token(mo_on)}
    for fields in (
        {}, {**right, "decision": "handed_on", "level": "purple"}, {**right, "submission": "forged"},
        {**right, "submission": new_token(ben)}, {**right, "note": "x" * 3000, "reason": "x" * 3000},
    ):  # fmt: skip
        assert client.post(_address(verb, item), fields).status_code == 422
    item.refresh_from_db()
    assert item.is_open


@pytest.mark.parametrize("verb", ["decide", "hand_on"])
def test_a_form_that_comes_back_shows_the_words_and_is_written_down(
    browse: Browse, ben: Account, mo_on: Account, post: Post, verb: str
) -> None:
    item = make_claimed_item(ben, post, mo_on)
    answer = browse(mo_on).post(_address(verb, item), {"submission": new_token(mo_on)})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert Entry.objects.filter(action="item.read", actor_id=mo_on.pk).count() == 1


def _hide(mo_on: Account, ben: Account, post: Post) -> Item:
    item = make_claimed_item(ben, post, mo_on)
    return decide(actor=mo_on, item=item, decision=Decision.HIDE, reason="It names a street.")


def test_what_is_out_of_sight_stands_on_the_desk_without_its_words(
    browse: Browse, ben: Account, clock: FakeClock, mo_on: Account, rob_on: Account, post: Post
) -> None:
    item = _hide(mo_on, ben, post)
    desk = browse(rob_on).get(reverse("review:desk")).content.decode()
    assert "Out of sight lately" in desk
    assert _address("item", item) in desk
    assert WORDS not in desk
    Item.objects.filter(pk=item.pk).update(decided_at=clock() + timedelta(days=-15))
    Post.objects.filter(pk=post.pk).update(hidden_at=clock() + timedelta(days=-15))
    client = browse(rob_on)
    assert _address("item", item) not in client.get(reverse("review:desk")).content.decode()
    assert _address("item", item) in client.get(f"{reverse('review:desk')}?out-of-sight=all").content.decode()


def test_looking_again_shows_covered_words_and_brings_the_post_back(
    browse: Browse, ben: Account, mo_on: Account, rob_on: Account, post: Post
) -> None:
    item = _hide(mo_on, ben, post)
    client = browse(rob_on)
    page = client.get(_address("item", item)).content.decode()
    before = page[: page.index(WORDS)]
    assert before.count("<details") > before.count("</details>")
    assert "Mo dealt with this one" in page
    assert "It names a street." in page
    assert Entry.objects.filter(action="item.read", actor_id=rob_on.pk).count() == 1
    fields = {"words": "Welcome back.", "submission": new_token(rob_on)}
    answer = client.post(_address("bring_back", item), fields)
    assert answer["Location"] == f"{reverse('review:desk')}?done=brought_back"
    assert client.get(_address("item", item)).status_code == 404
    again = browse(mo_on).post(_address("bring_back", item), {**fields, "submission": new_token(mo_on)})
    assert again.status_code == 403
    assert "Welcome back." in again.content.decode()
    own = browse(mo_on).get(_address("item", item)).content.decode()
    assert WORDS not in own
    assert {"post.shown", "item.brought_back"} <= set(Entry.objects.values_list("action", flat=True))


def test_a_kind_line_that_is_too_long_comes_back(browse: Browse, ben: Account, mo_on: Account, post: Post) -> None:
    item = _hide(mo_on, ben, post)
    fields = {"words": "x" * 600, "submission": new_token(mo_on)}
    answer = browse(mo_on).post(_address("bring_back", item), fields)
    assert answer.status_code == 422
    assert "x" * 600 in answer.content.decode()


def test_letting_go_leads_back_to_the_desk(browse: Browse, ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    answer = browse(mo_on).post(_address("release", item))
    assert answer["Location"] == f"{reverse('review:desk')}?done=released"


def test_words_typed_after_the_session_ended_are_kept(browse: Browse, ben: Account, mo_on: Account, post: Post) -> None:
    item = make_claimed_item(ben, post, mo_on)
    fields = {"level": "red", "note": "Soon, please.", "submission": new_token(mo_on)}
    answer = browse().post(_address("hand_on", item), fields)
    assert answer.status_code == 401
    assert browse(mo_on).get(_address("hand_on", item)).status_code == 200


def test_words_typed_before_the_second_factor_was_shown_are_back_in_their_form(
    browse: Browse, ben: Account, mo_on: Account, post: Post
) -> None:
    item = make_claimed_item(ben, post, mo_on)
    browse(mo_on)
    client = browse(mo_on, verified=False)
    fields = {"level": "red", "note": "Soon, please.", "submission": new_token(mo_on)}
    assert client.post(_address("hand_on", item), fields).headers["Location"] == "/second-factor/"
    code = f"{TOTP(bytes(20)).token():06}"
    assert client.post("/second-factor/", {"code": code}).headers["Location"] == _address("hand_on", item)
    assert "Soon, please." in client.get(_address("hand_on", item)).content.decode()


def test_a_post_that_was_taken_back_can_still_be_handed_on(
    browse: Browse, ada: Account, ben: Account, mo_on: Account, post: Post
) -> None:
    from forum.threads.services.withdrawing import withdraw_post

    item = make_claimed_item(ben, post, mo_on)
    withdraw_post(actor=ada, post=post)
    page = browse(mo_on).get(_address("item", item)).content.decode()
    assert "has taken this post back" in page
    assert "Hand on to safeguarding" in page


def test_what_happened_on_the_desk_stands_in_the_trail(
    browse: Browse, ben: Account, mo_on: Account, post: Post
) -> None:
    item = make_claimed_item(ben, post, mo_on)
    client = browse(mo_on)
    client.post(_address("hand_on", item), {"level": "red", "submission": new_token(mo_on)})
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"flag.raised", "item.opened", "item.claimed", "item.handed_on"} <= actions


def test_whoever_shadows_looks_on_and_is_offered_nothing_that_would_be_refused(
    browse: Browse, mo_on: Account, ben: Account, post: Post
) -> None:
    item, shadow = make_item(ben, post), make_account("Shay", Role.MODERATOR, stage=Stage.SHADOW)
    put_on_duty(shadow, Duty.SHADOW)
    client, others = browse(shadow), browse(mo_on)
    for address in (reverse("review:desk"), _address("item", item)):
        page = client.get(address).content.decode()
        assert "You look on at your stage" in page
        assert _address("claim", item) not in page
        assert _address("claim", item) in others.get(address).content.decode()
    assert client.post(_address("claim", item)).status_code == 403
    assert Item.objects.get().claimed_by is None
