"""The pages of supervision as people meet them."""

from datetime import timedelta

from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.submission import new_token
from moderation.supervision.models import Session, SessionState
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.care import make_arrangement, make_held_session, make_session


def test_a_time_is_planned_and_said_to_have_taken_place(
    browse: Browse, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    arrangement = make_arrangement(nia, mo, lea)
    client = browse(mo)
    form = {"who": str(arrangement.pk), "day": "2026-11-25", "starts": "10:00", "minutes": "60"}
    answer = client.post(reverse("supervision:plan"), form)
    session = Session.objects.get()
    assert answer["Location"] == reverse("supervision:session", args=[session.pk])
    assert "Wed 25 Nov, 10:00" in client.get(reverse("supervision:home")).content.decode()
    held = reverse("supervision:took_place", args=[session.pk])
    early = client.post(held)
    assert early.status_code == 422
    assert "has not begun yet" in early.content.decode()
    clock.advance(days=1)
    assert browse(lea).post(held).status_code == 302
    session.refresh_from_db()
    assert session.state == SessionState.HELD


def test_what_was_typed_comes_back(browse: Browse, mo: Account, lea: Account, nia: Account, clock: FakeClock) -> None:
    session = make_session(nia, mo, lea)
    client = browse(mo)
    note = client.post(
        reverse("supervision:note", args=[session.pk]), {"words": "Nearly lost.", "submission": "forged"}
    )
    assert note.status_code == 422
    assert "Nearly lost." in note.content.decode()
    plan = client.post(reverse("supervision:plan"), {"day": "2027-03-28", "starts": "01:30", "minutes": "60"})
    assert plan.status_code == 422
    assert "The clocks go forward over this time" in plan.content.decode()
    long = client.post(reverse("supervision:log"), {"words": "x" * 9000, "submission": new_token(mo)})
    assert long.status_code == 422


def test_after_three_weeks_it_is_said_kindly_and_after_four_what_waits(
    browse: Browse, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    make_held_session(nia, mo, lea)
    clock.advance(days=22)
    page = browse(mo).get(reverse("supervision:home")).content.decode()
    assert "on you could not take new shifts without supervision" in page
    assert "Plan a time with Lea before then" in page
    clock.advance(days=7)
    page = browse(mo).get(reverse("supervision:home")).content.decode()
    assert "New shifts wait until you have had supervision" in page
    assert "The shifts you have stay yours" in page
    assert "New shifts wait for Mo" in browse(lea).get(reverse("supervision:home")).content.decode()
    waiting = browse(nia).get(reverse("supervision:people")).content.decode()
    assert waiting.index("Waiting for a time") < waiting.index('id="o-') < waiting.index('id="all-title"')


def test_a_rhythm_longer_than_four_weeks_is_not_taken(browse: Browse, mo: Account, lea: Account, nia: Account) -> None:
    form = {"supervisor": str(lea.pk), "every_days": "40"}
    answer = browse(nia).post(reverse("supervision:arrange", args=[mo.pk]), form)
    assert answer.status_code == 422
    assert "at least every 28 days" in answer.content.decode()


def test_pages_ask_the_same_number_of_questions_however_many_people_there_are(
    browse: Browse, lea: Account, nia: Account, clock: FakeClock, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        person = make_account(f"Person {number}", Role.MODERATOR)
        make_session(nia, person, lea, starts_at=clock() + timedelta(hours=number + 1))
    clients = {name: browse(nia) for name in ("supervision:people", "supervision:sessions", "welfare:people")}
    clients |= {name: browse(lea) for name in ("supervision:home", "welfare:home")}
    for name, client in clients.items():
        with django_assert_max_num_queries(30):  # type: ignore[operator]
            assert client.get(reverse(name)).status_code == 200
