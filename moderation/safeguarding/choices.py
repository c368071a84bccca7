"""The fixed answers of a case, in the words that the team reads."""

from django.db import models


class TellFirst(models.TextChoices):
    """Was the person told before anybody else was?"""

    NOT_YET = "not_yet", "Not yet"
    TOLD = "told", "Yes, we told them first"
    COULD_NOT = "could_not", "No, we could not tell them first"


class Consent(models.TextChoices):
    """Does the person agree that we speak with somebody else?"""

    NOT_ASKED = "not_asked", "Not asked yet"
    GIVEN = "given", "They agree"
    REFUSED = "refused", "They do not agree"
    COULD_NOT_ASK = "could_not_ask", "We could not ask"


class ChildrenAtRisk(models.TextChoices):
    """Is a child at risk now, as far as we know?"""

    UNKNOWN = "unknown", "We do not know"
    NO = "no", "No"
    YES = "yes", "Yes"


class Decision(models.TextChoices):
    """What we do."""

    SUPPORT_HERE = "support_here", "Support them here"
    SIGNPOST = "signpost", "Point them to a service that fits"
    REFER_WITH_CONSENT = "refer_with_consent", "Refer them to somebody, with their consent"
    SHARE_WITHOUT_CONSENT = "share_without_consent", "Tell somebody outside without their consent"
    NO_FURTHER_ACTION = "no_further_action", "Nothing more for now"


# Somebody outside learns of it: never without tell-first and consent written down.
SHARING = (Decision.REFER_WITH_CONSENT, Decision.SHARE_WITHOUT_CONSENT)


class EntryKind(models.TextChoices):
    """What an entry of the record says."""

    NOTE = "note", "Note"
    STEP = "step", "What was done"
    LEVEL = "level", "Level"
    TELL_FIRST = "tell_first", "Told first"
    CONSENT = "consent", "Consent and wishes"
    CONSULTED = "consulted", "A colleague was asked"
    ADVICE = "advice", "A colleague's advice"
    DECISION = "decision", "Decision"
    CLOSED = "closed", "Closed"
    REVIEWED = "reviewed", "Looked at again"


class Origin(models.TextChoices):
    """How a concern came here."""

    DESK = "desk", "The desk handed it on"
    CHECK_IN = "check_in", "They said in a check-in that they are not OK"
    SILENCE = "silence", "They did not answer a check-in, and had asked us to look then"


class Rung(models.TextChoices):
    """How much of a concern's time is used while nobody has acknowledged it."""

    HALF = "half", "Half of the time is used"
    FULL = "full", "The time is over"
