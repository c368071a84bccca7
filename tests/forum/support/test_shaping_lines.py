"""A manager adds, changes, orders, checks and retires lines; everybody finds them by need, place and time."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from forum.accounts.models import Account, AccountChoices
from forum.shaping.reading import SHAPED
from forum.shaping.services import shape
from forum.support.listing import open_now
from forum.support.models import Line
from forum.support.needs import NEEDS, WHO
from moderation.audit.models import Entry
from tests.conftest import Browse, FakeClock
from tests.forum.answers import fields, said, text

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Harbour line", "phone": "0808 000 0000", "region": "Wales", "needs": ["talk", "law"], "who": ["men"],
    "days": ["mon", "tue"], "opens": "18:00", "closes": "22:00", "wait": "About a week",
}  # fmt: skip


def _line(name: str, **facts: Any) -> Line:
    return Line.objects.create(**{"name": name, "region": "UK", "phone": "0800 000", **facts})


def _names(page: str, *names: str) -> list[str]:
    return sorted((name for name in names if name in page), key=page.index)


def test_a_manager_adds_a_line_once_and_everybody_finds_it(nia: Account, browse: Browse, client: Client) -> None:
    manager = browse(nia)
    form = {**fields(manager.get("/directory/add/")), **FACTS}
    for _ in range(2):
        assert manager.post("/directory/add/", form).status_code == 302
    line = Line.objects.get()
    assert (line.needs, line.who, line.days, line.opens) == (["talk", "law"], ["men"], "mon tue", time(18))
    assert line.checked_on is None, "Nobody has checked it yet."
    assert "Waiting time: About a week" in said(client.get("/help/?need=law&region=Wales"))
    assert [entry.action for entry in Entry.objects.filter(action__startswith="line.")] == ["line.added"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"phone": ""}, "Say how somebody reaches them"),
        ({"closes": ""}, "Give both times, or neither."),
        ({"web": "harbour.example"}, "with https:// in front"),
        ({"needs": ["everything"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_listed_comes_back_with_a_reason(
    facts: dict[str, Any], reason: str, nia: Account, browse: Browse
) -> None:
    manager = browse(nia)
    answer = manager.post("/directory/add/", {**fields(manager.get("/directory/add/")), **FACTS, **facts})
    assert answer.status_code == 422
    assert reason in said(answer)
    assert "Harbour line" in said(answer)
    assert not Line.objects.exists()


def test_a_line_is_changed_and_the_trail_keeps_that(nia: Account, browse: Browse) -> None:
    manager, line = browse(nia), _line("Harbor line", days="mon", web="https://harbour.example")
    page = said(manager.get(f"/directory/{line.pk}/"))
    assert "https://harbour.example" in page
    manager.post(f"/directory/{line.pk}/", {**fields(manager.get(f"/directory/{line.pk}/")), **FACTS})
    line.refresh_from_db()
    assert line.name == "Harbour line"
    assert Entry.objects.filter(action="line.changed").count() == 1


def test_what_is_retired_is_offered_nowhere_until_it_is_put_back(
    nia: Account, browse: Browse, client: Client, clock: FakeClock
) -> None:
    manager = browse(nia)
    line = _line("Harbour line", always_open=True, checked_on=date(2026, 11, 1), needs=["talk"])
    assert open_now(clock())
    manager.post(f"/directory/{line.pk}/retire/")
    clock.advance(minutes=2)
    assert open_now(clock()) == ()
    for path in ("/help/", "/help/list/"):
        assert "Harbour line" not in said(client.get(path))
    assert "Taken off the list" in said(manager.get("/directory/"))
    manager.post(f"/directory/{line.pk}/put-back/")
    assert "Harbour line" in said(client.get("/help/"))
    assert Line.objects.get().checked_on is None, "It asks to be checked first."


def test_lines_change_places_within_their_group(nia: Account, browse: Browse, client: Client) -> None:
    manager = browse(nia)
    first, second, third = (_line(name) for name in ("First", "Second", "Third"))
    Line.objects.filter(pk=first.pk).update(position=0)
    for place, line in enumerate((first, second, third)):
        Line.objects.filter(pk=line.pk).update(position=place)
    _line("Danger", emergency=True, position=9)
    manager.post(f"/directory/{third.pk}/move/", {"way": "up"})
    manager.post(f"/directory/{first.pk}/move/", {"way": "up"})
    page = said(manager.get("/directory/"))
    assert _names(page, "First", "Second", "Third", "Danger") == ["Danger", "First", "Third", "Second"]


def test_the_day_to_check_again_may_be_chosen(nia: Account, browse: Browse, clock: FakeClock) -> None:
    manager, line = browse(nia), _line("Harbour line")
    past = manager.post(f"/directory/{line.pk}/checked/", {"next_check_on": "2026-11-24"})
    assert past.status_code == 422
    assert "still to come" in said(past)
    manager.post(f"/directory/{line.pk}/checked/", {"next_check_on": "2026-12-01"})
    assert "again by 01 December 2026" in said(manager.get("/directory/"))
    clock.advance(days=8)
    assert "please check again" in said(browse(nia).get("/directory/"))


def test_filters_by_need_person_and_hour(client: Client, clock: FakeClock) -> None:
    _line("Danger", emergency=True, always_open=True)
    _line("For all", needs=["talk"], always_open=True)
    _line("For men", needs=["talk"], who=["men"])
    _line("For women", needs=["talk"], who=["women"])
    _line("Court", needs=["law"])
    every = ("Danger", "For all", "For men", "For women", "Court")

    def found(query: str) -> list[str]:
        return _names(said(client.get(f"/help/?{query}")).partition("<main")[2], *every)

    assert found("need=talk&who=men") == ["Danger", "For all", "For men"]
    assert found("need=law") == ["Danger", "Court"]
    assert found("open=1") == ["Danger", "For all"]
    assert sorted(found("need=nonsense&who=%00")) == sorted(every)
    assert "says something about our list" in said(client.get("/help/?need=pictures"))


def test_sheets_to_print_and_a_list_without_names(client: Client) -> None:
    _line("Harbour line", needs=["talk", "law"], hours="All day", phone="0808 111")
    page = said(client.get("/help/list/?region="))
    assert page.count("Harbour line") == 2, "On the sheet of each need."
    plain = said(client.get("/help/list/?names=off"))
    assert "Harbour line" not in plain
    assert "0808 111 (All day)" in plain
    assert 'href="tel:' not in page + plain + text(client.get("/help/"))


def test_a_visitors_region_is_theirs_until_they_leave(client: Client, clock: FakeClock) -> None:
    _line("Cymru line", region="Wales", always_open=True)
    _line("For all", always_open=True)
    assert "session" not in client.cookies
    asked = client.get("/help/?region=Wales")
    assert "Use this on every page: Wales" in said(asked)
    client.post("/help/region/", fields(asked))
    assert client.cookies["session"]["max-age"] == "", "It dies with the browser."
    assert client.cookies["session"]["expires"] == client.cookies["form"]["max-age"] == ""
    assert _names(said(client.get("/about/")), "Cymru line", "For all") == ["Cymru line", "For all"]
    client.get("/leave/")
    assert "Cymru line" not in said(client.get("/about/"))


def test_a_members_region_is_kept_with_their_choices(ada: Account, browse: Browse, clock: FakeClock) -> None:
    member = browse(ada)
    _line("Cymru line", region="Wales", always_open=True)
    member.post("/help/region/", {"region": "Wales"})
    assert AccountChoices.objects.get(account=ada).region == "Wales"
    assert "Cymru line" in said(member.get("/about/"))
    member.post("/help/region/", {"region": "Atlantis"})
    assert AccountChoices.objects.get(account=ada).region == ""


def test_without_a_choice_the_sites_own_region_holds(nia: Account, client: Client, clock: FakeClock) -> None:
    _line("Cymru line", region="Wales", always_open=True)
    shape(actor=nia, choices={"region": "Wales"})
    SHAPED.forget()
    assert "Cymru line" in said(client.get("/about/"))


def test_the_short_list_keeps_room_for_those_who_answer_anybody(clock: FakeClock) -> None:
    for number in range(3):
        _line(f"Wales {number}", region="Wales", always_open=True, position=number)
    _line("For men", who=["men"], always_open=True)
    _line("For all", always_open=True, position=9)
    assert [line.name for line in open_now(clock(), "Wales")] == ["Wales 0", "Wales 1", "For all"]


def test_words_in_addresses_tell_nothing() -> None:
    for key in (*NEEDS, *WHO):
        assert key.isalpha()
        assert len(key) < 10
