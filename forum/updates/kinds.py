"""What there can be news of. The words stand beside a link and never repeat what anybody wrote."""

from django.db import models


class UpdateKind(models.TextChoices):
    """What happened, as the choices name it."""

    REPLY = "reply", "Replies in threads you follow"
    REACTION = "reaction", "Somebody answered your words with a kind sign"
    SUGGESTION = "suggestion", "Somebody suggests a content warning for your words"
    LETTER = "letter", "The team wrote to you"
    RECEIPT = "receipt", "The team looked at what you asked about"
    ASKED = "asked", "Somebody asks to write with you in private"
    PRIVATE = "private", "Something new in a private talk"
    CHECK_IN = "check_in", "A check-in that you set is due"
    REFERRAL = "referral", "News of a referral"


# About a thread or a post: where the title belongs beside the sentence.
IN_A_THREAD = frozenset({UpdateKind.REPLY, UpdateKind.REACTION, UpdateKind.SUGGESTION})
SENTENCES = {
    UpdateKind.REPLY: "There are new replies",
    UpdateKind.REACTION: "Somebody answered your words with a kind sign",
    UpdateKind.SUGGESTION: "Somebody suggests a content warning for your words",
    UpdateKind.LETTER: "The team wrote to you",
    UpdateKind.RECEIPT: "The team looked at what you asked about",
    UpdateKind.ASKED: "Somebody asks to write with you in private",
    UpdateKind.PRIVATE: "There is something new in a private talk",
    UpdateKind.CHECK_IN: "It is time for a check-in, if you like",
    UpdateKind.REFERRAL: "There is news of a referral you asked for",
}
# Where each leads, with what it is about in the address or without.
WHERE = {
    UpdateKind.LETTER: ("inbox:conversation", True),
    UpdateKind.RECEIPT: ("flags:receipt", True),
    UpdateKind.ASKED: ("private:talk", True),
    UpdateKind.PRIVATE: ("private:talk", True),
    UpdateKind.CHECK_IN: ("checkins:mine", False),
    UpdateKind.REFERRAL: ("referrals:one", True),
}
