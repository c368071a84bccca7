"""The board, a concern, a case and its forms, as a practitioner meets them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.core.submission import new_token
from moderation.audit.models import Entry as TrailEntry
from moderation.review.levels import Level
from moderation.safeguarding import services
from moderation.safeguarding.models import Case, Concern
from tests.factories.inbox import make_answer
from tests.factories.rota import put_on_call
from tests.factories.safeguarding import NOTE, WORRY, close, decide, make_case, make_concern, make_consultation
from tests.factories.threads import make_post


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def _reads(action: str) -> int:
    return TrailEntry.objects.filter(action=action).count()


def test_the_board_orders_by_level_then_by_clock(
    ada: Account, ben: Account, mo: Account, lea: Account, browse: Any, clock: Any
) -> None:
    first = make_concern(ada, ben, mo, level=Level.AMBER)
    clock.advance(minutes=5)
    second = make_concern(ada, ben, mo, level=Level.RED, post=make_post(ada))
    clock.advance(minutes=5)
    third = make_concern(ada, ben, mo, level=Level.RED, post=make_post(ada))
    put_on_call(lea)
    page = _text(browse(lea), "/concerns/")
    places = [page.index(f"concern-{concern.pk}") for concern in (second, third, first)]
    assert places == sorted(places)
    assert "On call now: Lea." in page
    assert "It was windy." not in page


def test_the_board_says_plainly_that_nobody_has_acknowledged_it(
    concern: Concern, lea: Account, browse: Any, clock: Any
) -> None:
    put_on_call(lea)
    assert "Nobody has acknowledged this" not in _text(browse(lea), "/concerns/board/")
    clock.advance(minutes=30)
    assert "Nobody has acknowledged this. It has waited 30 minutes." in _text(browse(lea), "/concerns/board/")


def test_the_live_board_holds_the_same_section(concern: Concern, lea: Account, browse: Any) -> None:
    put_on_call(lea)
    for path in ("/concerns/", "/concerns/board/"):
        page = _text(browse(lea), path)
        assert 'id="concerns-board" data-live="/ws/concerns/" data-live-from="/concerns/board/"' in page


def test_titles_and_addresses_tell_nothing(case: Case, lea: Account, browse: Any) -> None:
    for path in ("/concerns/", f"/cases/{case.pk}/", f"/cases/{case.pk}/note/"):
        title = _text(browse(lea), path).split("<title>")[1].split("</title>")[0].lower()
        assert not any(word in title for word in ("safeguard", "abuse", "ada", "risk"))


def test_a_concern_is_covered_and_its_reading_kept(concern: Concern, lea: Account, browse: Any) -> None:
    put_on_call(lea)
    page = _text(browse(lea), f"/concerns/{concern.pk}/")
    assert "A concern about Ada" in page
    assert NOTE in page
    words = page.index("It was windy.")
    assert page.rindex('<details class="cover"', 0, words) > page.rfind("</details>", 0, words)
    assert _reads("concern.read") == 1


def test_what_the_member_who_asked_wrote_is_there_and_not_who_they_are(
    concern: Concern, lea: Account, browse: Any
) -> None:
    case = make_case(concern, lea)
    page = _text(browse(lea), f"/cases/{case.pk}/")
    assert WORRY in page
    assert "Ben" not in page


def test_acknowledging_leads_to_the_case(concern: Concern, lea: Account, browse: Any) -> None:
    put_on_call(lea)
    answer = browse(lea).post(f"/concerns/{concern.pk}/acknowledge/")
    assert answer.headers["Location"] == f"/cases/{Case.objects.get().pk}/"
    assert browse(lea).get(f"/concerns/{concern.pk}/").headers["Location"] == answer.headers["Location"]


def test_whoever_was_slower_is_told_kindly(case: Case, sam: Account, browse: Any) -> None:
    put_on_call(sam)
    answer = browse(sam).post(f"/concerns/{case.concern_id}/acknowledge/")
    assert answer.status_code == 409
    assert "A colleague acknowledged this" in answer.content.decode()


def test_opening_a_case_is_kept_and_looking_for_news_only_now_and_then(case: Case, lea: Account, browse: Any) -> None:
    client = browse(lea)
    _text(client, f"/cases/{case.pk}/")
    _text(client, f"/cases/{case.pk}/")
    assert _reads("case.read") == 2
    _text(client, f"/cases/{case.pk}/letters/")
    assert _reads("case.read") == 2


def test_looking_at_letters_alone_is_kept(case: Case, lea: Account, browse: Any) -> None:
    for _ in range(2):
        _text(browse(lea), f"/cases/{case.pk}/letters/")
    assert _reads("case.read") == 1


FORMS: dict[str, dict[str, str]] = {
    "write": {"words": "We noticed your words."},
    "note": {"words": "They have a sister nearby."},
    "told": {"tell_first": "told", "reason": "In my letter."},
    "consent": {"consent": "given", "reason": "She said yes.", "wishes": "A call with my GP."},
    "level": {"level": "amber", "children_at_risk": "no", "reason": "It is calmer."},
    "decide": {"decision": "support_here", "rationale": "She feels safe.", "told_member": "We stay in touch."},
}


def _send(client: Client, actor: Account, case: Case, verb: str, **fields: Any) -> Any:
    data = {**FORMS.get(verb, {}), "submission": new_token(actor), **fields}
    return client.post(f"/cases/{case.pk}/{verb}/", data)


def test_the_whole_way_through_the_pages(
    case: Case, lea: Account, sam: Account, ada: Account, browse: Any, clock: Any
) -> None:
    client, page = browse(lea), f"/cases/{case.pk}/"
    assert "Next: write to them" in _text(client, page)
    for verb, after in (
        ("write", "Next: write down whether you told them first"),
        ("note", "Next: write down whether you told them first"),
        ("told", "Next: write down what they want"),
        ("consent", "Next: ask a colleague"),
        ("level", "Next: ask a colleague"),
    ):
        assert _send(client, lea, case, verb).status_code == 302, verb
        assert after in _text(client, page), verb
    sent = _send(client, lea, case, "consult", colleague=sam.pk, question="What would you do?")
    assert sent.status_code == 302
    assert "Waiting for Sam" in _text(client, page)
    _advise(browse(sam), sam, case)
    assert "Next: decide" in _text(client, page)
    assert _send(client, lea, case, "decide").status_code == 302
    assert "Next: close" in _text(client, page)
    review_on = (clock() + timedelta(days=14)).date().isoformat()
    assert _send(client, lea, case, "close", review_on=review_on, words="").status_code == 302
    assert "Closed. Somebody looks again on 08 December 2026" in _text(client, page)


def _advise(client: Client, actor: Account, case: Case) -> None:
    asked = case.consultations.get()
    assert "Lea asks what you think" in _text(client, f"/consultations/{asked.pk}/")
    assert "Next: give your advice" in _text(client, f"/cases/{case.pk}/")
    data = {"advice": "Stay in touch.", "submission": new_token(actor)}
    assert client.post(f"/consultations/{asked.pk}/", data).status_code == 302
    assert "The advice of Sam" in _text(client, f"/consultations/{asked.pk}/")


@pytest.mark.parametrize("verb", [*FORMS, "consult", "close"])
def test_each_form_stands_alone(verb: str, case: Case, lea: Account, browse: Any) -> None:
    page = _text(browse(lea), f"/cases/{case.pk}/{verb}/")
    assert f'action="/cases/{case.pk}/{verb}/"' in page
    assert 'name="submission"' in page


@pytest.mark.parametrize("verb", FORMS)
def test_a_forged_form_is_refused_and_its_words_stay(verb: str, case: Case, lea: Account, browse: Any) -> None:
    answer = browse(lea).post(f"/cases/{case.pk}/{verb}/", {**FORMS[verb], "submission": "forged"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This page was open for a long time" in page
    assert list(FORMS[verb].values())[-1] in page


def test_a_form_that_comes_back_with_words_of_the_case_is_written_down_too(
    case: Case, lea: Account, sam: Account, browse: Any
) -> None:
    asked = make_consultation(lea, case, sam)
    empty = {"advice": "", "submission": new_token(sam)}
    assert browse(sam).post(f"/consultations/{asked.pk}/", empty).status_code == 422
    assert _reads("case.read") == 1
    assert _send(browse(lea), lea, case, "note", words="").status_code == 422
    assert _reads("case.read") == 2


def test_deciding_too_early_keeps_what_was_typed(case: Case, lea: Account, browse: Any) -> None:
    answer = _send(browse(lea), lea, case, "decide", rationale="A long thought, typed at night.")
    assert answer.status_code == 422
    assert "At red and crisis two people decide" in answer.content.decode()
    assert "A long thought, typed at night." in answer.content.decode()


@pytest.mark.parametrize("fields", [{"decision": "nonsense"}, {"rationale": ""}, {"rationale": "x" * 5000}])
def test_bad_input_is_answered_kindly(fields: dict[str, str], case: Case, lea: Account, browse: Any) -> None:
    assert _send(browse(lea), lea, case, "decide", **fields).status_code == 422


@pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01", "9999-99-99"])
def test_a_day_that_is_none_is_asked_for_again(day: str, case: Case, lea: Account, sam: Account, browse: Any) -> None:
    make_consultation(lea, case, sam, advice="Stay in touch.")
    decide(lea, case)
    assert _send(browse(lea), lea, case, "close", review_on=day, words="").status_code == 422


@pytest.mark.parametrize("who", ["", "not-a-number", "lea", "mo"])
def test_only_colleagues_can_be_asked(who: str, case: Case, lea: Account, mo: Account, browse: Any) -> None:
    colleague = {"lea": lea.pk, "mo": mo.pk}.get(who, who)
    answer = _send(browse(lea), lea, case, "consult", colleague=colleague, question="What would you do?")
    assert answer.status_code == 422


def test_their_answer_comes_first(case: Case, ada: Account, lea: Account, browse: Any, clock: Any) -> None:
    letter = services.write(actor=lea, case=case, words="We noticed.", submission=uuid4())
    clock.advance(minutes=1)
    make_answer(letter.conversation, "Thank you for asking.")
    page = _text(browse(lea), f"/cases/{case.pk}/")
    assert "Next: read what they wrote, and answer" in page
    assert "Thank you for asking." in page
    assert "They wrote back." in _text(browse(lea), "/concerns/")


def test_a_colleague_on_call_takes_over_from_the_page(case: Case, lea: Account, sam: Account, browse: Any) -> None:
    put_on_call(sam)
    page = _text(browse(sam), f"/cases/{case.pk}/")
    assert "Lea looks after this" in page
    assert f'action="/cases/{case.pk}/note/"' not in page
    assert browse(sam).get(f"/cases/{case.pk}/note/").status_code == 403
    assert _send(browse(sam), sam, case, "take-over", reason="They wrote tonight.").status_code == 302
    assert Case.objects.get().owner == sam


def test_a_closed_case_comes_back_on_its_day(case: Case, lea: Account, sam: Account, browse: Any, clock: Any) -> None:
    make_consultation(lea, case, sam, advice="Stay in touch.")
    decide(lea, case)
    close(lea, case, days=7)
    assert "To look at again" not in _text(browse(lea), "/concerns/")
    clock.advance(days=7)
    assert "To look at again" in _text(browse(lea), "/concerns/")
    assert "Next: look at it again" in _text(browse(lea), f"/cases/{case.pk}/")


def test_pages_have_no_id_twice(case: Case, ada: Account, lea: Account, sam: Account, browse: Any) -> None:
    import re

    make_consultation(lea, case, sam)
    services.write(actor=lea, case=case, words="We noticed.", submission=uuid4())
    for path in (f"/cases/{case.pk}/", "/concerns/"):
        ids = re.findall(r'\sid="([^"]+)"', _text(browse(lea), path))
        assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]


def test_a_case_costs_the_same_with_a_long_record(
    case: Case, ada: Account, lea: Account, browse: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        services.note(actor=lea, case=case, words=f"Note {number}.", submission=uuid4())
        services.write(actor=lea, case=case, words=f"Letter {number}.", submission=uuid4())
    client = browse(lea)
    _text(client, f"/cases/{case.pk}/")
    with django_assert_max_num_queries(30):
        _text(client, f"/cases/{case.pk}/")


def test_words_kept_from_before_come_back_in_their_form(case: Case, lea: Account, browse: Any) -> None:
    from dataclasses import asdict
    from json import dumps

    from forum.accounts import kept
    from forum.core.sealed import seal

    client, path = browse(lea), f"/cases/{case.pk}/decide/"
    session = client.session
    draft = kept.Draft(path, {"rationale": ["A long thought, typed at night."], "decision": ["signpost"]})
    session[kept._SLOT] = seal(dumps(asdict(draft)), bound_to=kept._SLOT)
    session.save()
    page = _text(client, path)
    assert "A long thought, typed at night." in page
    assert "checked" in page.split('value="signpost"')[1].split(">")[0]
