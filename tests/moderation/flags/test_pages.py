from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from forum.threads.models import Post
from moderation.flags.models import Flag, Reason
from moderation.flags.services import mark_looking, mark_passed_on
from tests.conftest import Browse, FakeClock
from tests.factories.flags import make_flag
from tests.factories.rota import put_on_duty


def _form(actor: Account, **fields: str) -> dict[str, str]:
    return {"reason": "worried", "wish": "reach_out", "note": "", "submission": new_token(actor), **fields}


def test_the_form_says_the_limits_who_reads_and_where_help_is(browse: Browse, ben: Account, post: Post) -> None:
    page = browse(ben).get(reverse("flags:raise", args=[post.pk])).content.decode()
    for words in ("The limits, in short", "Who can read this", "Help now", "I am worried about this person"):
        assert words in page


def test_asking_leads_to_a_receipt(browse: Browse, ben: Account, post: Post) -> None:
    client = browse(ben)
    answer = client.post(reverse("flags:raise", args=[post.pk]), _form(ben, note="She sounds tired."))
    flag = Flag.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("flags:receipt", args=[flag.pk]))
    page = client.get(answer["Location"]).content.decode()
    assert "Received" in page
    assert "She sounds tired." in page


def test_asking_again_points_to_the_first_receipt(browse: Browse, ben: Account, post: Post) -> None:
    flag = make_flag(ben, post)
    client, address = browse(ben), reverse("flags:raise", args=[post.pk])
    for answer, status in ((client.get(address), 200), (client.post(address, _form(ben)), 409)):
        assert answer.status_code == status
        assert reverse("flags:receipt", args=[flag.pk]) in answer.content.decode()


def test_a_form_without_a_reason_or_from_somewhere_else_comes_back_with_its_words(
    browse: Browse, ada: Account, ben: Account, post: Post
) -> None:
    client, address = browse(ben), reverse("flags:raise", args=[post.pk])
    wrong = (
        {"reason": ""}, {"reason": "nonsense"}, {"wish": "nonsense"}, {"submission": "forged"},
        {"submission": new_token(ada)}, {"note": "my words " * 300},
    )  # fmt: skip
    for fields in wrong:
        answer = client.post(address, _form(ben, **{"note": "my words", **fields}))
        assert answer.status_code == 422, fields
        assert "my words" in answer.content.decode()
    assert not Flag.objects.exists()


def test_ones_own_post_shows_help_instead(browse: Browse, ada: Account, post: Post) -> None:
    answer = browse(ada).get(reverse("flags:raise", args=[post.pk]))
    assert answer.status_code == 403
    assert reverse("support:help") in answer.content.decode()


def test_a_visitor_signs_in_first_and_their_words_are_kept(browse: Browse, ben: Account, post: Post) -> None:
    answer = browse().post(reverse("flags:raise", args=[post.pk]), _form(ben, note="my words"))
    assert answer.status_code == 401
    assert 'name="kept"' in answer.content.decode()


def test_a_receipt_follows_what_the_team_does(
    browse: Browse, ben: Account, mo: Account, post: Post, clock: FakeClock
) -> None:
    put_on_duty(mo)
    flag = make_flag(ben, post)
    client, address = browse(ben), reverse("flags:receipt", args=[flag.pk])
    assert "Received" in client.get(address).content.decode()
    mark_looking(actor=mo, flags=[flag])
    assert "Somebody is looking" in client.get(address).content.decode()
    mark_passed_on(actor=mo, flags=[flag])
    page = client.get(address).content.decode()
    assert "Passed to the safeguarding team" in page
    assert "19:00" not in page


def test_a_receipt_is_nobody_elses(
    browse: Browse, ada: Account, ben: Account, mo: Account, lea: Account, post: Post
) -> None:
    put_on_duty(mo)
    address = reverse("flags:receipt", args=[make_flag(ben, post).pk])
    assert [browse(one).get(address).status_code for one in (ada, mo, lea)] == [404, 404, 404]


def test_the_list_holds_ones_own_receipts(browse: Browse, ada: Account, ben: Account, post: Post) -> None:
    address = reverse("flags:receipts")
    assert "You have not asked" in browse(ben).get(address).content.decode()
    flag = make_flag(ben, post, Reason.CONTACT)
    assert reverse("flags:receipt", args=[flag.pk]) in browse(ben).get(address).content.decode()
    assert str(flag.pk) not in browse(ada).get(address).content.decode()


def test_the_list_is_for_members(browse: Browse, mo: Account) -> None:
    assert browse(mo).get(reverse("flags:receipts")).status_code == 404
