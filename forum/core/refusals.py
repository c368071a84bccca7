"""Expected refusals: something a person asked for that cannot be done, with a kind sentence that says why."""

from django.utils.translation import gettext


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not a fault)
    """The base of every expected "no". `code` is stable and for programs, `message` is for the person."""

    code = "refused"
    message = "We could not do that."
    status = 409

    def __init__(self, message: str | None = None) -> None:
        self.message = gettext(message or type(self).message)
        super().__init__(self.message)


class NotGranted(Refusal):
    """Not theirs to know about: answered exactly like something that does not exist."""

    code = "not_found"
    message = "There is nothing here."
    status = 404


class NotNow(Refusal):
    """Theirs, but not at the moment: the reason says what would change that. `next_step` names a page that helps."""

    code = "not_now"
    message = "This is not open to you right now."
    status = 403
    next_step: str = ""
