"""Whether private messages are open now: always, or only while somebody from the team is here.

Who is here is known to the rota, which the forum does not know. `config` says whom to ask.
"""

from collections.abc import Callable

from forum.shaping.reading import shaped


def _nobody_knows() -> bool:
    return False


_somebody_is_here: list[Callable[[], bool]] = [_nobody_knows]


def ask(function: Callable[[], bool]) -> None:
    """From now on `function` says whether somebody from the team is here."""
    _somebody_is_here[0] = function


def is_open_now() -> bool:
    """May private words be written at this hour?"""
    return not shaped().private_only_when_staffed or _somebody_is_here[0]()
