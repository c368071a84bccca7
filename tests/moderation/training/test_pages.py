"""The pages of learning, through a browser that is signed in."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from forum.accounts.actors import SYSTEM
from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from forum.core.submission import new_token
from moderation.flags.models import Flag
from moderation.review.models import Item
from moderation.training.forms import ModuleForm, name_of
from moderation.training.made_up import items
from moderation.training.material import material_of
from moderation.training.models import Answer, Completion, Module, Practice
from moderation.training.services import begin_with_starter
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.training import make_completion, make_module

TODAY = date(2026, 11, 24)


@pytest.fixture
def pip(db: None) -> Account:
    return make_account("Pip", Role.MODERATOR, stage=Stage.TRAINEE)


def page(module: Module) -> str:
    return reverse("training:module", args=[module.pk])


def sent(account: Account, module: Module, choice: str, words: str = "", **more: str) -> dict[str, str]:
    check, thought = module.questions.order_by("position")
    return {"submission": new_token(account), name_of(check): choice, name_of(thought): words, **more}


def test_a_module_is_read_answered_and_completed(pip: Account, browse: Browse, clock: FakeClock) -> None:
    module, client = make_module(), browse(pip)
    shown = client.get(page(module)).content.decode()
    assert "<h2>The hours</h2>" in shown
    assert "<em>on shift</em>" in shown
    assert "Nobody here asks for a number." not in shown

    client.post(page(module), sent(pip, module, "0", "Mine alone.", done="1"))
    again = client.get(page(module)).content.decode()
    assert "Nobody here asks for a number." in again
    assert "Have another look" in again
    assert "Mine alone." in again
    assert not Completion.objects.exists()

    answer = client.post(page(module), sent(pip, module, "1", "Mine alone.", done="1"))
    assert answer["Location"] == f"{reverse('training:mine')}?said=done"
    assert "Thank you for reading it" in client.get(answer["Location"]).content.decode()
    assert "Done" in client.get(reverse("training:mine")).content.decode()


def test_answers_can_wait(pip: Account, browse: Browse, clock: FakeClock) -> None:
    module, client = make_module(), browse(pip)
    client.post(page(module), sent(pip, module, "", "Half a thought.", keep="1"))
    assert "Half a thought." in client.get(page(module)).content.decode()
    client.post(page(module), sent(pip, module, "", "", keep="1"))
    assert not Answer.objects.exists()


def test_words_that_are_too_long_come_back(pip: Account, browse: Browse, clock: FakeClock) -> None:
    module = make_module()
    answer = browse(pip).post(page(module), sent(pip, module, "1", "x" * 5_000, done="1"))
    assert answer.status_code == 422
    assert "x" * 5_000 in answer.content.decode()
    assert not Completion.objects.exists()


def test_ones_own_thoughts_are_ones_own(pip: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    module = make_module()
    browse(pip).post(page(module), sent(pip, module, "1", "Only for me.", keep="1"))
    for name, args in (("module", [module.pk]), ("person", [pip.pk]), ("edit_module", [module.pk])):
        assert "Only for me." not in browse(nia).get(reverse(f"training:{name}", args=args)).content.decode()


def test_a_talk_is_asked_for_and_confirmed(pip: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    module = make_module(needs_talk=True)
    browse(pip).post(page(module), sent(pip, module, "1", done="1", talk_with=str(nia.pk)))
    assert "talked it over with Nia" in browse(pip).get(reverse("training:mine")).content.decode()
    waiting = browse(nia).get(reverse("training:talks")).content.decode()
    assert "They asked for you" in waiting
    browse(nia).post(reverse("training:confirm", args=[Completion.objects.get().pk]))
    assert "Nobody is waiting" in browse(nia).get(reverse("training:talks")).content.decode()


def test_a_manager_writes_down_what_was_learned_elsewhere(
    pip: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    modules = [make_module(), make_module("Confidentiality")]
    here = reverse("training:person", args=[pip.pk])
    form = {"submission": new_token(nia), "modules": [str(one.pk) for one in modules], "completed_on": "2026-11-30"}
    assert browse(nia).post(here, form).status_code == 422
    form["completed_on"] = "2026-11-20"
    assert browse(nia).post(here, form).status_code == 302
    assert Completion.objects.filter(account=pip, is_elsewhere=True, confirmed_by=nia).count() == 2
    assert "Learned elsewhere" in browse(pip).get(reverse("training:mine")).content.decode()


def test_everybody_is_by_name_and_costs_the_same_for_many(
    nia: Account, browse: Browse, clock: FakeClock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    module = make_module()
    for number in range(15):
        make_completion(make_account(f"Person {number:02}", Role.MODERATOR), module, TODAY)
    client = browse(nia)
    with django_assert_max_num_queries(12):
        shown = client.get(reverse("training:everybody")).content.decode()
    assert shown.index("Nia") < shown.index("Person 00") < shown.index("Person 14")


def test_a_manager_writes_and_previews_a_module(nia: Account, browse: Browse, clock: FakeClock) -> None:
    form = {
        "submission": new_token(nia),
        "title": "Handing over",
        "words": "## Before\n\nWrite *three* lines. <script>alert(1)</script>",
        "required_for": ["moderator"],
        "renew_months": "12",
        "position": "9",
        "is_open": "on",
        "asks_0": "How many lines?",
        "choices_0": "One\n* Three",
        "because_0": "Three can be read in a minute.",
        "asks_1": "What do you forget?",
        "tells_0": "Kay forgets.",
        "talk_0": "What now?",
    }
    client, here = browse(nia), reverse("training:new_module")
    preview = client.post(here, {**form, "preview": "1"}).content.decode()
    assert "<h3>Before</h3>" in preview
    assert "<script>alert" not in preview
    assert not Module.objects.exists()
    assert client.post(here, {**form, "choices_0": "One\nThree"}).status_code == 422
    client.post(here, form)
    module = Module.objects.get()
    assert [(one.words, one.choices, one.right) for one in module.questions.order_by("position")] == [
        ("How many lines?", ["One", "Three"], 1),
        ("What do you forget?", [], None),
    ]


def test_saving_a_module_as_it_is_changes_nothing(nia: Account, browse: Browse, clock: FakeClock) -> None:
    begin_with_starter(actor=SYSTEM)
    module = Module.objects.get(key="boundaries")
    before = material_of(module)
    client, here = browse(nia), reverse("training:edit_module", args=[module.pk])
    assert "* Thank them, say no" in client.get(here).content.decode()
    written = ModuleForm(actor=nia, material=before).initial
    said = {name: value for name, value in written.items() if value not in (None, False)}
    assert client.post(here, {**said, "submission": new_token(nia)}).status_code == 302
    assert material_of(module) == before
    said["title"] = "Lines"
    assert client.post(here, {**said, "submission": new_token(nia)}).status_code == 302
    said["title"] = "Somebody else's title"
    late = client.post(here, {**said, "submission": new_token(nia)})
    assert late.status_code == 422
    assert "Somebody else changed this module" in late.content.decode()
    assert Module.objects.get(pk=module.pk).title == "Lines"


def test_the_training_desk_says_everywhere_that_nothing_is_real(pip: Account, browse: Browse, clock: FakeClock) -> None:
    client = browse(pip)
    desk = client.get(reverse("training:desk")).content.decode()
    assert desk.count("Made up") >= len(items())
    here = reverse("training:item", args=["now-tonight"])
    shown = client.get(here).content.decode()
    assert "nothing here is real" in shown
    assert "How we would think about it" not in shown
    form = {"submission": new_token(pip), "choice": "hand_on", "soon": "crisis", "words": "Tonight is now."}
    for _ in range(2):
        assert client.post(here, form).status_code == 302
    assert Practice.objects.count() == 1
    assert "How we would think about it" in client.get(here).content.decode()
    assert "Do this one again" in client.get(here).content.decode()
    assert (Flag.objects.count(), Item.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", sorted(items()))
def test_every_made_up_item_opens(pip: Account, browse: Browse, key: str) -> None:
    assert browse(pip).get(reverse("training:item", args=[key])).status_code == 200


def test_practice_is_seen_by_oneself_and_by_leads(
    pip: Account, mo: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    form = {"submission": new_token(pip), "choice": "leave", "soon": "green", "words": "It reads well."}
    browse(pip).post(reverse("training:item", args=["the-garden"]), form)
    assert "It reads well." in browse(nia).get(reverse("training:person", args=[pip.pk])).content.decode()
    assert browse(mo).get(reverse("training:person", args=[pip.pk])).status_code == 403
