"""What a page of the room is made of."""

import pytest

from forum.accounts.models import Account
from tests.conftest import Browse, FakeClock
from tests.factories.rooms import attend, close_now, open_session_for, write
from tests.forum.answers import said

pytestmark = pytest.mark.django_db


def test_what_is_said_beside_the_room_takes_no_place_on_its_page(
    ada: Account, ben: Account, mo: Account, browse: Browse, clock: FakeClock
) -> None:
    session = open_session_for(mo)
    attend(session, ada)
    bens = attend(session, ben, aside_at=clock())
    write(session, mo, "Good evening to everybody.")
    for number in range(30):
        write(session, mo, f"Between us {number}.", channel="hosts")
        write(session, mo, f"With Ben {number}.", aside=bens)
    client = browse(ada)
    page = said(client.get(f"/chat/{session.pk}/room/"))
    assert "Good evening to everybody." in page
    assert "Earlier messages" not in page
    close_now(session)
    assert "Good evening to everybody." in said(client.get(f"/chat/{session.pk}/?read=back"))
