"""The member's pages and the team's."""

from datetime import timedelta

from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from moderation.joining import services
from moderation.joining.models import Application, Reading, View
from moderation.joining.questions import QUESTIONS
from tests.conftest import Browse, FakeClock
from tests.factories.joining import WHY, answers, make_answered, make_application, make_read
from tests.factories.threads import make_notice, ready_to_write

START, WRITE = "/join-the-team/", "/join-the-team/write/"


def _form(actor: Account, **fields: str) -> dict[str, str]:
    said = {f"q_{key}": words for key, words in answers().items()}
    return {**said, "submission": new_token(actor), **fields}


def test_the_page_says_what_it_is_before_it_asks(browse: Browse, ada: Account) -> None:
    page = browse(ada).get(START).content.decode()
    for words in ("What it is not", "beside somebody else", "Supervision", "within 28 days", "nothing changes for you"):
        assert words in page
    questions = browse(ada).get(WRITE).content.decode()
    for question in QUESTIONS:
        assert question.label.split("“")[0] in questions
    assert START in browse().get("/about/").content.decode()


def test_asking_leads_to_ones_own_page(browse: Browse, ada: Account, clock: FakeClock) -> None:
    ready_to_write(ada)
    client = browse(ada)
    answer = client.post(WRITE, _form(ada, who_1="Jo from the choir", reach_1="at the hall"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{START}#yours")
    page = client.get(START).content.decode()
    for words in ("We have it", "22 December 2026", WHY, "Jo from the choir", "Take it back"):
        assert words in page
    assert client.get(WRITE).headers["Location"] == START


def test_nothing_typed_is_lost(browse: Browse, ada: Account, ben: Account, clock: FakeClock) -> None:
    make_notice()
    client = browse(ada)
    wrong: tuple[dict[str, str], ...] = (
        {}, {"q_care": ""}, {"submission": "forged"}, {"submission": new_token(ben)}, {"who_1": "Jo"},
        {"q_rescue": "my words " * 500},
    )  # fmt: skip
    for fields in wrong:
        answer = client.post(WRITE, _form(ada, **fields))
        assert answer.status_code == 422, fields
        assert WHY in answer.content.decode()
    assert not Application.objects.exists()


def test_words_wait_for_the_notice(browse: Browse, ada: Account, clock: FakeClock) -> None:
    make_notice()
    client = browse(ada)
    assert "Your words wait" in client.post(WRITE, _form(ada)).content.decode()
    assert WHY in client.get(WRITE).content.decode()


def test_words_wait_for_whoever_signs_in_again(browse: Browse, ada: Account) -> None:
    answer = browse().post(WRITE, _form(ada))
    assert answer.status_code == 401
    assert 'name="kept"' in answer.content.decode()


def test_a_talk_is_arranged_on_the_page(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_read(make_application(ada), nia, [lea, sam])
    page = reverse("joining:application", args=[application.pk])
    plan = {"words": "Ring us on Thursday at six.", "submission": new_token(lea)}
    assert browse(lea).post(reverse("joining:plan_talk", args=[application.pk]), plan).headers["Location"] == page
    assert "Ring us on Thursday" in browse(ada).get(START).content.decode()
    browse(ada).post(reverse("joining:reply"), {"words": "Thursday is good.", "submission": new_token(ada)})
    assert "Thursday is good." in browse(nia).get(page).content.decode()


def test_each_reads_without_seeing_the_others_view(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_application(ada)
    for reader in (lea, sam):
        services.ask_reader(actor=nia, application=application, reader=reader)
    page, say = (reverse(f"joining:{name}", args=[application.pk]) for name in ("application", "say_view"))
    first = Reading.objects.get(reader=lea)
    services.say_view(actor=lea, reading=first, view=View.UNSURE, words="Her care plan is thin.")
    for account in (sam, nia):
        assert "care plan is thin" not in browse(account).get(page).content.decode()
    assert "care plan is thin" in browse(lea).get(page).content.decode()
    assert browse(sam).post(say, {"words": "mine", "submission": new_token(sam)}).status_code == 422
    browse(sam).post(say, {"view": "talk", "words": "Warm and steady.", "submission": new_token(sam)})
    for account in (lea, nia):
        shown = browse(account).get(page).content.decode()
        assert "Warm and steady." in shown
        assert "care plan is thin" in shown


def test_a_manager_asks_somebody_from_the_list(
    browse: Browse, ada: Account, mo: Account, nia: Account, lea: Account, clock: FakeClock
) -> None:
    application = make_application(ada)
    address = reverse("joining:ask_reader", args=[application.pk])
    client = browse(nia)
    page = client.get(reverse("joining:application", args=[application.pk])).content.decode()
    assert str(lea.pk) in page
    assert str(mo.pk) not in page
    assert client.post(address, {"reader": str(mo.pk), "submission": new_token(nia)}).status_code == 422
    assert client.post(address, {"reader": str(lea.pk), "submission": new_token(nia)}).status_code == 302
    assert browse(lea).get(reverse("joining:list")).content.decode().count("a-") >= 1


def test_not_yet_needs_ones_own_words_and_a_way_back(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_read(make_application(ada), nia, [lea, sam])
    client, address = browse(nia), reverse("joining:say_not_yet", args=[application.pk])
    assert "Thank you for everything you wrote" in client.get(address).content.decode()
    day = (clock.moment + timedelta(days=90)).date().isoformat()
    for fields in (
        {"words": "Not yet."}, {"words": "[What we saw, in a line]", "any_time": "on"},
        {"words": "Not yet.", "any_time": "on", "way_back_on": day}, {"words": "No.", "way_back_on": "2020-01-01"},
    ):  # fmt: skip
        assert client.post(address, {**fields, "submission": new_token(nia)}).status_code == 422, fields
    client.post(address, {"words": "Not yet, and gladly later.", "way_back_on": day, "submission": new_token(nia)})
    page = browse(ada).get(START).content.decode()
    assert "gladly later" in page
    assert "welcome to ask again from 22 February 2027" in page
    assert WRITE not in page


def test_what_waits_stands_due_first_with_few_questions(
    browse: Browse, ada: Account, ben: Account, nia: Account, clock: FakeClock
) -> None:
    first = make_application(ada)
    clock.advance(days=3)
    second = make_application(ben)
    client = browse(nia)
    page = client.get(reverse("joining:list")).content.decode()
    assert page.index(str(first.pk)) < page.index(str(second.pk))


def test_taking_back_asks_once(browse: Browse, ada: Account, ben: Account, clock: FakeClock) -> None:
    make_application(ada)
    address = reverse("joining:withdraw")
    assert browse(ben).get(address).status_code == 404
    assert browse(ada).get(address).status_code == 200
    assert Application.objects.exists()
    assert browse(ada).post(address).headers["Location"] == START
    assert not Application.objects.exists()


def test_the_answers_are_read_where_they_came_along(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, mo: Account, clock: FakeClock
) -> None:
    application = make_answered(ada, nia, [lea, sam], carries_over=True)
    _, code = services.take_link(actor=ada, application=application)
    client, address = browse(mo), reverse("joining:bring")
    assert client.post(address, {"code": "nothing", "submission": new_token(mo)}).status_code == 422
    assert client.post(address, {"code": f" {code} ", "submission": new_token(mo)}).status_code == 302
    assert WHY in client.get(address).content.decode()
    page = client.get(reverse("joining:application", args=[application.pk])).content.decode()
    assert WHY in page
    assert "Steady and warm." not in page
