"""The pages of hours, for the person and for managers."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from moderation.audit.models import Entry
from moderation.hours.models import Expense, TimeEntry
from moderation.hours.services import correct_entry
from moderation.rota.models import Duty, Place
from moderation.team.models import Standing
from tests.conftest import Browse, FakeClock
from tests.factories.hours import make_entry, make_expense
from tests.factories.rota import make_place, make_shift

pytestmark = pytest.mark.django_db


def test_my_month_is_mine(mo: Account, lea: Account, browse: Browse, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(hours=2)), signed_on=True)
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() + timedelta(days=2)))
    make_entry(mo, 90, words="Boundaries, with Lea")
    page = browse(mo).get(reverse("hours:mine")).content.decode()
    for words in ("November 2026", "2 h so far", "1 h 30 min", "Boundaries, with Lea", "Still to come"):
        assert words in page
    assert page.count("Set this right") == 1
    assert "Boundaries" not in browse(lea).get(reverse("hours:mine")).content.decode()
    assert "Boundaries" not in browse(mo).get(reverse("hours:mine") + "?month=2026-10").content.decode()


def test_writing_time_down(mo: Account, browse: Browse, clock: FakeClock) -> None:
    client, address = browse(mo), reverse("hours:write")
    form = {
        "day": "2026-11-20",
        "kind": "meeting",
        "hours": "1",
        "rest": "15",
        "words": "",
        "submission": new_token(mo),
    }
    for _ in range(2):
        assert client.post(address, form)["Location"] == reverse("hours:mine") + "?month=2026-11"
    assert TimeEntry.objects.get().minutes == 75


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""}, {"day": "2026-11-25"}, {"day": "2024-11-20"}, {"kind": "shift"}, {"hours": "", "rest": ""},
        {"hours": "25"}, {"rest": "60"}, {"hours": "24", "rest": "1"}, {"hours": "one"}, {"submission": "forged"},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_comes_back_with_its_words(
    mo: Account, browse: Browse, clock: FakeClock, wrong: dict[str, str]
) -> None:
    form = {"day": "2026-11-20", "kind": "meeting", "hours": "1", "words": "my words", "submission": new_token(mo)}
    answer = browse(mo).post(reverse("hours:write"), {**form, **wrong})
    assert answer.status_code == 422
    assert "my words" in answer.content.decode()


def test_both_read_what_was_set_right_and_why(mo: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    entry = make_entry(mo, 60)
    address = reverse("hours:correct_entry", args=[entry.pk])
    client = browse(nia)
    assert "First written" not in client.get(reverse("hours:person", args=[mo.pk])).content.decode()
    form = {"hours": "0", "rest": "45", "reason": "", "submission": new_token(nia)}
    assert client.post(address, form).status_code == 422
    answer = client.post(address, {**form, "reason": "We began later."})
    assert answer["Location"] == reverse("hours:person", args=[mo.pk]) + "?month=2026-11"
    for page in (
        client.get(answer["Location"]).content.decode(),
        browse(mo).get(reverse("hours:mine")).content.decode(),
    ):
        for words in ("First written: 1 h", "-15 min, set right by Nia", "We began later."):
            assert words in page


def test_setting_a_shift_right_from_the_page(mo: Account, browse: Browse, clock: FakeClock) -> None:
    place = make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(hours=10)), signed_on=True)
    Place.objects.filter(pk=place.pk).update(signed_off_at=place.shift.ends_at)
    client, address = browse(mo), reverse("hours:correct_shift", args=[place.pk])
    assert client.get(address).status_code == 200
    form = {"hours": "3", "rest": "50", "reason": "I left a little early.", "submission": new_token(mo)}
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 422
    assert "3 h 50 min" in client.get(reverse("hours:mine")).content.decode()


def test_a_manager_has_no_way_to_set_their_own_right(nia: Account, browse: Browse, clock: FakeClock) -> None:
    entry = make_entry(nia)
    client = browse(nia)
    page = client.get(reverse("hours:mine")).content.decode()
    assert "Set this right" not in page
    assert "another manager" in page
    assert client.get(reverse("hours:correct_entry", args=[entry.pk])).status_code == 403


def test_an_expense_from_asking_to_paying(mo: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    client, manager = browse(mo), browse(nia)
    form = {"day": "2026-11-20", "pounds": "4.50", "words": "The bus.", "submission": new_token(mo)}
    place = client.post(reverse("hours:claim"), form)["Location"]
    assert "Waits for a manager" in client.get(place).content.decode()
    assert "£4.50, Mo" in manager.get(reverse("hours:expenses")).content.decode()
    answer = {"agreed": "no", "answer": "", "submission": new_token(nia)}
    assert manager.post(place, answer).status_code == 422
    assert manager.post(place, {**answer, "agreed": "yes"}).status_code == 302
    assert "It is paid" in manager.get(place).content.decode()
    assert manager.post(reverse("hours:pay", args=[Expense.objects.get().pk])).status_code == 302
    assert "Paid, answered by Nia" in client.get(place).content.decode()


@pytest.mark.parametrize("pounds", ["", "0", "-4", "4.505", "500.01", "1e3", "lots", "NaN", "99999999"])
def test_money_has_bounds(mo: Account, browse: Browse, clock: FakeClock, pounds: str) -> None:
    form = {"day": "2026-11-20", "pounds": pounds, "words": "my words", "submission": new_token(mo)}
    answer = browse(mo).post(reverse("hours:claim"), form)
    assert answer.status_code == 422
    assert "my words" in answer.content.decode()


def test_an_expense_is_nobody_elses(mo: Account, lea: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    address = reverse("hours:expense", args=[make_expense(mo).pk])
    assert [browse(one).get(address).status_code for one in (mo, nia, lea)] == [200, 200, 404]
    assert browse(mo).post(address, {"agreed": "yes", "submission": new_token(mo)}).status_code == 404


def test_everybodys_hours_are_for_managers_by_name(
    mo: Account, lea: Account, nia: Account, browse: Browse, clock: FakeClock
) -> None:
    make_entry(mo, 300)
    make_entry(lea, 30)
    page = browse(nia).get(reverse("hours:all")).content.decode()
    assert page.index(">Lea<") < page.index(">Mo<") < page.index(">Nia<")
    for other in (mo, lea):
        assert browse(other).get(reverse("hours:all")).status_code == 404
        assert browse(other).get(reverse("hours:payroll")).status_code == 404


def test_the_file_for_payroll_is_written_down(mo: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    Standing.objects.create(account=mo, began_on=date(2026, 1, 1), is_paid=True, legal_name="Moss Example")
    correct_entry(actor=nia, entry=make_entry(mo, 60), minutes=90, reason="More.")
    client, address = browse(nia), reverse("hours:payroll")
    answer = client.get(address, {"month": "2026-11"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "2026-11,Mo,paid,0,0,0,90,0,0,0,90,0.00" in answer.content.decode()
    assert "Moss" not in answer.content.decode()
    assert Entry.objects.latest("sequence").subject == {"month": "2026-11-01", "legal_names": False}
    assert "Moss Example" in client.get(address, {"month": "2026-11", "names": "on"}).content.decode()
    assert Entry.objects.latest("sequence").subject["legal_names"] is True


def test_shares_show_oneself_to_oneself(mo: Account, nia: Account, browse: Browse, clock: FakeClock) -> None:
    make_place(mo, Duty.HOST, make_shift(starts_at=clock() - timedelta(days=3)))
    mine = browse(mo).get(reverse("hours:shares")).content.decode()
    assert "Your share" in mine
    assert "Everybody" not in mine
    page = browse(nia).get(reverse("hours:shares")).content.decode()
    assert "Everybody" in page
    assert "<svg" in page
    assert 'style="' not in page
    assert "at least 5 paid" in page
