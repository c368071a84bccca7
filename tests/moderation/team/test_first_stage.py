"""At which stage somebody begins, is chosen with the invitation."""

import pytest

from forum.accounts.models import Account
from forum.accounts.permissions import Role, Stage
from moderation.team.models import Invitation
from tests.conftest import Browse


@pytest.mark.parametrize(
    ("role", "chosen", "begins"),
    [
        (Role.MODERATOR, "", Stage.TRAINEE),
        (Role.PRACTITIONER, "", Stage.SOLO),
        (Role.MANAGER, "", Stage.LEAD),
        (Role.MODERATOR, "solo", Stage.SOLO),
        (Role.PRACTITIONER, "paired", Stage.PAIRED),
    ],
)
def test_a_manager_chooses_where_somebody_begins(
    browse: Browse, nia: Account, role: Role, chosen: str, begins: Stage
) -> None:
    assert browse(nia).post("/team/invite/", {"role": role, "stage": chosen}).status_code == 302
    assert Invitation.objects.get().stage == begins


def test_the_form_says_what_each_stage_is(browse: Browse, nia: Account) -> None:
    shown = browse(nia).get("/team/").content.decode()
    assert "Shadow: is on shift beside others, and watches" in shown
