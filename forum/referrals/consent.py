"""What a member agrees to when they ask us to put them in touch: the text of each version, so that it can be shown
later exactly as it was. A version that somebody agreed to is never changed; a new text is a new number."""

from collections.abc import Mapping

CONSENT: Mapping[int, str] = {
    1: (
        "I ask the team to contact this service for me. They may pass on the words I wrote above and the way to reach "
        "me, and nothing else: not my posts, not my name here, not what I wrote to the team. I can take this back "
        "until it has been passed on. After that the service has it, and its own rules hold there."
    ),
}
NEWEST = max(CONSENT)
