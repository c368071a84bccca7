"""Which rows are whose, and what stays out of the file, each with the reason that the file itself gives.

Every column that leads to an account stands in one of these lists. A test fails when a new one stands in none: whoever
adds a table says here whether its rows are the member's own.
"""

from collections.abc import Mapping

# Rows that are about the member this column leads to, with the heading they stand under.
MINE: Mapping[str, str] = {
    "accounts.AccountChoices.account": "Your choices",
    "accounts.PassKey.account": "Your keys",
    "accounts.PlannedReturn.account": "Your break",
    "accounts.SignedIn.account": "Where you are signed in",
    "blocks.Block.account": "Your blocks",
    "blocks.Mute.account": "Your mutes",
    "boards.BoardMembership.account": "Boards you joined",
    "boards.PutAway.account": "Boards you put away",
    "checkins.CheckIn.account": "Your check-ins",
    "confidentiality.Acknowledgement.account": "Notices you read",
    "drafts.WritingDraft.account": "Your drafts",
    "envelope.Envelope.account": "Your envelope",
    "envelope.EnvelopeMention.account": "That we mentioned the envelope",
    "envelope.EnvelopeOpening.account": "When your envelope was opened",
    "flags.Flag.raised_by": "What you asked the team to look at",
    "inbox.Conversation.member": "Conversations with the team",
    "inbox.Letter.writer": "What you wrote to the team",
    "joining.Application.applicant": "Your application to the team",
    "names.OtherName.account": "Your other names",
    "private.PrivateDoor.account": "Private messages",
    "private.PrivateMessage.author": "Private messages you wrote",
    "private.Talk.asker": "Private conversations you asked for",
    "referrals.Referral.member": "Services you asked us to write to",
    "rooms.Attendance.account": "Chats you came to",
    "rooms.ChatSession.member": "One-to-one times you booked",
    "rooms.Message.author": "What you wrote in chats",
    "threads.Bookmark.account": "Posts you keep",
    "threads.Post.author": "Your posts",
    "threads.Reaction.account": "What you answered with one press",
    "threads.Thread.author": "Threads you began",
    "threads.ThreadPlace.account": "Where you are in threads",
    "threads.WarningSuggestion.suggested_by": "Warnings you suggested",
    "updates.Mailbox.account": "Your neutral e-mail",
    "updates.Unheard.account": "What you do not want to hear of",
    "updates.Update.account": "What is new for you",
    "warnings.FilterChoice.account": "Your filters",
    "warnings.FilterSheet.account": "Your filters, the rest",
}
# Rows that hang on one's own without leading to an account themselves: how to get there.
MINE_THROUGH: Mapping[str, tuple[str, str]] = {
    "threads.PostVersion": ("post__author", "What your posts said before you changed them"),
}

_OTHERS = "Somebody else's wish, which is theirs to know."
_OF_THE_TEAM = "Who from the team did it. It is about their work."
_CASE = (
    "The record of the safeguarding team about a worry. It also holds what others said. Ask them to go through it with "
    "you: write to them in your messages, or ask the charity (see About)."
)
_FACTORS = "It lets you in, so it stays here. The file opens nothing."
# Columns that lead to somebody, and whose rows are not in the file.
LEFT_OUT: Mapping[str, str] = {
    "accounts.AuthenticatorDevice.user": _FACTORS,
    "accounts.SpareCodeDevice.user": _FACTORS,
    "blocks.Block.blocked": _OTHERS,
    "blocks.Mute.muted": _OTHERS,
    "confidentiality.NoticeDraft.changed_by": _OF_THE_TEAM,
    "flags.KeptMessage.author": "A copy the team keeps while they look at it. Your own messages are in the file.",
    "inbox.Conversation.opened_by": _OF_THE_TEAM,
    "joining.Application.duty_account": "The same application, as it is kept with a duty account.",
    "joining.Reading.reader": _OF_THE_TEAM,
    "joining.Reference.heard_by": _OF_THE_TEAM,
    "joining.Talk.held_with": _OF_THE_TEAM,
    "private.Talk.asked": _OTHERS,
    "private.Talk.left_by": "The same conversations. Who ended one is not told.",
    "referrals.Referral.taken_by": _OF_THE_TEAM,
    "referrals.ReferralStep.by": _OF_THE_TEAM,
    "review.Item.claimed_by": _OF_THE_TEAM,
    "rooms.Call.taken_by": _OF_THE_TEAM,
    "rooms.ChatSession.host": _OF_THE_TEAM,
    "rooms.ChatSession.planned_by": _OF_THE_TEAM,
    "safeguarding.Case.decided_by": _CASE,
    "safeguarding.Case.owner": _CASE,
    "safeguarding.CaseEntry.author": _CASE,
    "safeguarding.Concern.about": _CASE,
    "safeguarding.Concern.acknowledged_by": _CASE,
    "safeguarding.Concern.raised_by": _CASE,
    "safeguarding.Consultation.asked": _CASE,
    "safeguarding.Consultation.asked_by": _CASE,
    "safeguarding.EnvelopeRequest.agreed_by": _CASE,
    "safeguarding.EnvelopeRequest.asked_by": _CASE,
}
# Apps that hold nothing about members: the work of the team, which has its own pages.
OF_THE_TEAM: Mapping[str, str] = dict.fromkeys(
    ("handover", "hours", "ladder", "nudges", "rota", "supervision", "team", "training", "welfare"),
    "The work of people on the team. No member has any of it.",
)

_SECRET = "It is scrambled or lets somebody in, so it stays here. The file opens nothing."  # noqa: S105  (no secret)
_TEAMS_WORDS = "The words or the name of somebody from the team. You can read them on the page they stand on."
_PLAIN = "A technical number that says nothing about you, or the same words again."
_ABOUT_OTHERS = "It is about what others did or planned."
_THE_OTHER_ONE = "What somebody you asked did or chose. Nobody is told, so that nobody can be pressed."
# Single fields that are not in the file, by their name alone or together with their table.
FIELDS_LEFT_OUT: Mapping[str, str] = {
    "submission": _PLAIN,
    "html": _PLAIN,
    "revision": _PLAIN,
    "accounts.Account.password": _SECRET,
    "accounts.Account.recovery_index": _SECRET,
    "accounts.Account.sign_in_index": _SECRET,
    "accounts.Account.skeleton": _PLAIN,
    "accounts.PassKey.key_index": _SECRET,
    "accounts.PassKey.public_key": _SECRET,
    "accounts.SignedIn.mark": _SECRET,
    "accounts.SignedIn.session_key": _SECRET,
    "envelope.EnvelopeOpening.agreed_by": _TEAMS_WORDS,
    "envelope.EnvelopeOpening.opened_by": _TEAMS_WORDS,
    "envelope.EnvelopeOpening.reason": _TEAMS_WORDS,
    "flags.Flag.outcome": _TEAMS_WORDS,
    "joining.Application.answer": _TEAMS_WORDS,
    "joining.Application.carry_hash": _SECRET,
    "joining.Application.plan": _TEAMS_WORDS,
    "private.PrivateMessage.hidden_reason": _TEAMS_WORDS,
    "private.Talk.declined_at": _THE_OTHER_ONE,
    "private.Talk.last_at": _THE_OTHER_ONE,
    "private.Talk.reaches": _THE_OTHER_ONE,
    "referrals.Referral.outcome": _TEAMS_WORDS,
    "rooms.Attendance.reason": _TEAMS_WORDS,
    "rooms.ChatSession.for_whom": _ABOUT_OTHERS,
    "rooms.ChatSession.host_words": _TEAMS_WORDS,
    "rooms.ChatSession.purpose": _TEAMS_WORDS,
    "rooms.ChatSession.title": _TEAMS_WORDS,
    "rooms.Message.reason": _TEAMS_WORDS,
    "threads.Post.hidden_reason": _TEAMS_WORDS,
    "threads.Thread.last_post_at": _ABOUT_OTHERS,
    "threads.Thread.reply_count": _ABOUT_OTHERS,
    "updates.Mailbox.code": _SECRET,
    "updates.Update.thing": _PLAIN,
}
# What a column that leads elsewhere stands for in the file. All others are left out: they lead to what others have.
WAYS: Mapping[str, str] = {
    "boards.Board": "threads:board",
    "rooms.ChatSession": "rooms:session",
    "threads.Post": "threads:post",
    "threads.Thread": "threads:thread",
}
OWN_NAMES = frozenset({"rooms.Message.written_as", "threads.Post.written_as", "threads.Thread.written_as"})
