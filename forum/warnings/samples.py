"""Made-up posts, to see what one's filters do. Nobody wrote them and nothing happened to anybody in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from forum.warnings.taxonomy import BY_KEY, View
from forum.warnings.veil import FilterProfile, veil

_KEYS = ("mind.flashback", "sys.police", "sv.assault", "loss.death", "form.graphic")
_PLAIN = "The heron was back at the canal this morning. It stood there as if it had all day."


@dataclass(frozen=True)
class Sample:
    """One made-up post as this reader would meet it. `words` is empty where their filters hide it."""

    about: str
    words: str
    view: View
    names: Sequence[str]


def samples(profile: FilterProfile) -> list[Sample]:
    """One without a warning, and some that carry one, through the same veil as everything else."""
    plain = _sample("", _PLAIN, (), profile)
    known = [BY_KEY[key] for key in _KEYS if key in BY_KEY]
    return [
        plain,
        *(
            _sample(
                one.name,
                gettext("Here somebody would write about “{name}”.").format(name=gettext(one.name)),
                (one.key,),
                profile,
            )
            for one in known
        ),
    ]


def _sample(about: str, words: str, keys: Sequence[str], profile: FilterProfile) -> Sample:
    seen = veil(keys, profile, words=words)
    return Sample(about, "" if seen.view is View.HIDE else words, seen.view, seen.names)
