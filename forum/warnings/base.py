"""The base of the content warnings: thirty tags under ten parents, in code because every member's filters rest on them.

The grouping follows the domains of the NEON typology of content warnings (Charles and others, 2022, PLOS ONE,
doi 10.1371/journal.pone.0266722), narrowed to what people write about here. Meanings are our own plain words.
A warning says what a text is about. It does not judge it and does not promise that reading will be easy.
Warnings do not make reading hurt less, they let people choose (Bridgland, Jones and Bellet 2023, Clinical
Psychological Science, doi 10.1177/21677026231186625).

A key is stored with every post that carries it, so a key is never renamed or reused. A charity adds to these, retires
and rewords them (`shaping`); `taxonomy` is what holds then, and what everything else asks.
"""

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """What a member wants to happen with a warning, from most to least open."""

    SHOW = "show"
    LABEL = "label"
    COVER = "cover"
    HIDE = "hide"


@dataclass(frozen=True)
class Parent:
    """A group of warnings: choosing it in the filters chooses for all its tags at once."""

    key: str
    name: str


@dataclass(frozen=True)
class ContentWarning:
    """One thing a text may be about. `default` is how others see it until they choose for themselves. One that is no
    longer offered still covers what carries it."""

    key: str
    parent: Parent
    name: str
    meaning: str
    default: View
    is_offered: bool = True


SEXUAL = Parent("sv", "Sexual violence")
ABUSE = Parent("da", "Other abuse")
SELF = Parent("self", "Harm to self")
LOSS = Parent("loss", "Loss")
BODY = Parent("body", "Body")
MIND = Parent("mind", "Mind")
SYSTEMS = Parent("sys", "Systems")
IDENTITY = Parent("id", "Identity")
CHILDREN = Parent("kids", "Children")
FORM = Parent("form", "How it is written")

PARENTS: tuple[Parent, ...] = (
    SEXUAL, ABUSE, SELF, LOSS, BODY, MIND, SYSTEMS, IDENTITY, CHILDREN, FORM,
)  # fmt: skip


def _under(parent: Parent, *rows: tuple[str, str, str, View]) -> tuple[ContentWarning, ...]:
    """The tags of one parent, from rows of key, name, meaning and default."""
    return tuple(ContentWarning(key, parent, name, meaning, default) for key, name, meaning, default in rows)


# Where the words shown to people begin. Neutral on purpose: no tag says what a person "is".
WARNINGS: tuple[ContentWarning, ...] = (
    *_under(
        SEXUAL,
        ("sv.rape", "Rape", "Rape or assault by penetration is mentioned.", View.COVER),
        ("sv.assault", "Sexual assault", "Unwanted touching or another sexual assault.", View.COVER),
        ("sv.child", "Abuse in childhood", "Sexual abuse when somebody was a child.", View.COVER),
        ("sv.family", "Abuse in the family", "Sexual abuse by somebody in the family.", View.COVER),
        ("sv.partner", "Abuse by a partner", "Sexual violence by a partner or an ex.", View.COVER),
        ("sv.drug", "Spiking", "Drink or drugs used to assault somebody.", View.COVER),
        ("sv.group", "Several people", "More than one abuser, exploitation or trafficking.", View.COVER),
        (
            "sv.image",
            "Images and online abuse",
            "Images shared, or a threat to share them; abuse online.",
            View.COVER,
        ),
        ("sv.harass", "Harassment", "Harassment, stalking or flashing.", View.LABEL),
        (
            "sv.institution",
            "Abuse by someone trusted",
            "Faith, school, sport, police, health or care.",
            View.COVER,
        ),
    ),
    *_under(
        ABUSE,
        ("da.control", "Controlling behaviour", "Being controlled, watched or made afraid.", View.LABEL),
        ("da.violence", "Physical violence", "Physical violence or injury.", View.COVER),
        ("da.honour", "So-called honour", "So-called honour abuse, forced marriage or FGM.", View.COVER),
    ),
    *_under(
        SELF,
        ("self.suicide", "Suicide", "Thoughts of suicide, or an attempt. Never how.", View.COVER),
        ("self.harm", "Self-harm", "Hurting oneself. Never how.", View.COVER),
        ("self.eating", "Eating difficulties", "Difficulty with eating. Never numbers.", View.COVER),
        ("self.substance", "Alcohol or drugs", "Alcohol or drugs as a way of coping.", View.LABEL),
    ),
    *_under(
        LOSS,
        ("loss.death", "Death", "Death or grief, also after a suicide.", View.COVER),
        ("loss.pregnancy", "Pregnancy", "Pregnancy from an assault, miscarriage or abortion.", View.COVER),
    ),
    *_under(
        BODY,
        (
            "body.medical",
            "Examinations",
            "Forensic or smear tests, infections, care of injuries.",
            View.COVER,
        ),
        ("body.sex", "Sex and closeness", "Sex and closeness afterwards; how a body reacts.", View.LABEL),
    ),
    *_under(
        MIND,
        ("mind.flashback", "Flashbacks", "Flashbacks, nightmares, feeling far away from here.", View.LABEL),
        ("mind.body", "Feelings about the body", "Shame about one's body, or not feeling clean.", View.LABEL),
    ),
    *_under(
        SYSTEMS,
        ("sys.police", "Police and court", "Police, court, evidence, being questioned.", View.LABEL),
        ("sys.disbelief", "Not being believed", "Being blamed, or not being believed.", View.COVER),
        ("sys.care", "Experience of services", "Bad experiences with services, or being held.", View.LABEL),
    ),
    *_under(
        IDENTITY,
        (
            "id.hate",
            "Hatred or prejudice",
            "Racism, homophobia, transphobia or ableism somebody met.",
            View.COVER,
        ),
    ),
    *_under(
        CHILDREN,
        ("kids.risk", "Worry about a child", "Somebody is worried about a child now.", View.COVER),
    ),
    *_under(
        FORM,
        ("form.graphic", "Graphic detail", "Graphic detail of what happened.", View.HIDE),
        ("form.quotes", "Hurtful words", "An abuser's words, slurs or strong language.", View.COVER),
    ),
)
