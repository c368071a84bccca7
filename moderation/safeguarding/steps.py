"""The plain steps that the person a case is about reads in their messages.

Nothing is told before a practitioner judged that it is safe to write: without a conversation there is nobody to tell.
The first step comes with the first letter.
"""

from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.inbox.models import Conversation
from forum.inbox.services import open_conversation, tell_step
from moderation.safeguarding.choices import Decision
from moderation.safeguarding.models import Case

_DECIDED = {
    Decision.SUPPORT_HERE: "We decided to stay in touch with you here.",
    Decision.SIGNPOST: "We decided to point you to a service that fits.",
    Decision.REFER_WITH_CONSENT: "We decided, with your agreement, to ask somebody outside to help.",
    Decision.SHARE_WITHOUT_CONSENT: "We decided that we have to tell somebody outside.",
    Decision.NO_FURTHER_ACTION: "We decided to do nothing more for now.",
}


def begin(case: Case, owner: Account) -> Conversation:
    """Open the conversation with the person, and tell what was done until now."""
    conversation = open_conversation(actor=owner, member=case.concern.about)
    case.conversation = conversation
    case.save(update_fields=["conversation"])
    tell(
        case,
        gettext("{pseudonym} from the safeguarding team is looking after this with you.").format(
            pseudonym=owner.pseudonym
        ),
    )
    if case.concern.about_as is not None:
        tell(
            case,
            gettext(
                "It is about what you wrote as {about_name}. They know you by that name and not by your "
                "pseudonym, and nothing here tells them. You decide whether you do."
            ).format(about_name=case.concern.about_name),
        )
    if case.consultations.exists():
        tell_consulted(case)
    return conversation


def tell(case: Case, words: str) -> None:
    """Tell one step, if there is a conversation to tell it in."""
    if case.conversation is not None and not case.conversation.is_over:
        tell_step(member=case.concern.about, words=words, conversation=case.conversation)


def tell_consulted(case: Case) -> None:
    tell(case, "We asked a colleague in the safeguarding team for a second opinion.")


def tell_advised(case: Case) -> None:
    tell(case, "Our colleague has given a second opinion.")


def tell_new_owner(case: Case) -> None:
    tell(
        case,
        gettext("{pseudonym} from the safeguarding team is looking after this with you now.").format(
            pseudonym=case.owner.pseudonym
        ),
    )


def tell_decision(case: Case) -> None:
    """What was decided, in a fixed sentence, and then in the practitioner's own plain words."""
    tell(case, f"{_DECIDED[Decision(case.decision)]}\n\n{case.told_member}")


def tell_closed(case: Case) -> None:
    tell(
        case,
        "We have finished looking after this for now, and we will look at it once more later. "
        "From today nobody reads new words in this conversation. If something changes, open “Help now” on any page "
        "for people you can talk to, or write in a space here.",
    )
