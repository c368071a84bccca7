"""What we ask somebody who would like to join the team, and how we might talk.

The questions come from what peer-support projects ask before somebody begins: what holds the person, how they meet the
wish to rescue, who already knows, and what a little distance feels like. Nobody has to be, or say that they are,
a survivor.
"""

from typing import NamedTuple


class Question(NamedTuple):
    """One question. `key` is what the answer is kept under, and stays when the words change."""

    key: str
    label: str
    hint: str
    required: bool = True


QUESTIONS = (
    Question(
        "why_now",
        "What makes you think of this now?",
        "What would you like to give, and what would you like to get from it yourself?",
    ),
    Question(
        "care",
        "What do you do to look after yourself?",
        "On a good week, and on a bad one. “I can manage on my own” is an honest answer; then tell us what managing "
        "looks like.",
    ),
    Question(
        "rescue",
        "Somebody new says: “I can rescue people here.” What would you say to them?",
        "There is no right sentence. We would like to hear how you think about helping when you cannot change things.",
    ),
    Question(
        "distance",
        "How do you notice that something you read is too close, and what do you do then?",
        "You will read things that touch your own life. You never have to say which.",
    ),
    Question(
        "support",
        "Who or what holds you, outside this place?",
        "A friend, somebody you see regularly, a group, a dog. Kinds are enough; no names.",
    ),
    Question(
        "known",
        "Does anybody know what you lived through, if you did?",
        "Only if you want to say. You do not have to be a survivor to join, and you do not have to tell us whether you "
        "are. On the team, others may take it that you are one; think about how that would be.",
        required=False,
    ),
    Question(
        "times",
        "What times could you give, and for how long?",
        "For example “two evenings a month until summer”. Little is fine.",
    ),
    Question(
        "talk",
        "How would you like to talk with us?",
        "In writing on this page, on the phone with a number we give you, or at the office. Say what would make it "
        "easier for you.",
    ),
)
LABELS = {question.key: question.label for question in QUESTIONS}


def in_order(said: dict[str, str]) -> list[tuple[str, str]]:
    """The answers under the words of their questions; empty ones are left out."""
    known = [(question.label, said[question.key]) for question in QUESTIONS if said.get(question.key)]
    return known + [(key, words) for key, words in said.items() if key not in LABELS and words]
