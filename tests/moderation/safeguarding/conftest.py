"""A concern about Ada, whom Ben worried about, handed on by Mo; and the case of Lea, who is on call."""

from typing import Any

import pytest

from forum.accounts.models import Account
from moderation.safeguarding.models import Case, Concern
from tests.factories.safeguarding import make_case, make_concern


@pytest.fixture
def concern(ada: Account, ben: Account, mo: Account, clock: Any) -> Concern:
    return make_concern(ada, ben, mo)


@pytest.fixture
def case(concern: Concern, lea: Account) -> Case:
    return make_case(concern, lea)
