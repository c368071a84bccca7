"""What a socket is told, encoded once however many hear it, and how a socket is closed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Codes that a server may choose for itself (RFC 6455, 7.4.2), each like the status of a page with the same trouble.
SIGNED_OUT, REFUSED, TOO_SLOW, TOO_BIG, MALFORMED, TOO_MANY, TROUBLE = 4401, 4403, 4408, 4413, 4400, 4429, 4500
COVERED = 4423  # The session is covered: nothing is told until the pass phrase was given.


@dataclass(frozen=True, slots=True)
class Frame:
    """A finished frame. `revision` is how far somebody is who has read it, where a room counts that."""

    message: Mapping[str, Any]
    length: int
    revision: int = 0


def framed(content: Mapping[str, Any], revision: int = 0) -> Frame:
    """The frame that says `content`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Frame({"type": "websocket.send", "text": text}, len(text.encode()), revision)
