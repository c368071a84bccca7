from forum.accounts.permissions import Permission
from realtime import groups
from realtime.consumer import Consumer


class ConcernsConsumer(Consumer):
    """Tells practitioners that a concern came, was taken up or waits too long, and that a case has news."""

    requires = Permission.CONCERNS_OPEN
    concern_raised = Consumer.pass_on
    concern_acknowledged = Consumer.pass_on
    concern_overdue = Consumer.pass_on
    case_written = Consumer.pass_on
    case_answered = Consumer.pass_on
    case_consulted = Consumer.pass_on
    case_advised = Consumer.pass_on
    case_taken_over = Consumer.pass_on
    case_closed = Consumer.pass_on

    def audience(self) -> list[str]:
        return [groups.concerns()]
