"""What somebody typed into a form that could not be taken, to be given back to them."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from forum.core.text import clean

# Tokens, secrets, and the private word for signing in: fields that never go back to a page.
_UNTYPED = re.compile("csrfmiddlewaretoken|submission|pass_phrase|phrase|code|sign_in_name|word$|word_|kept$|next$")
_WRITTEN = ("title", "words", "note")
_CHOICE = re.compile(r"[a-z0-9_.:-]*")


def words_of(request: HttpRequest) -> list[str]:
    """What somebody typed into the form they sent, to be given back: no secret, no token, no mere choice."""
    try:
        posted = request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []  # Not a form that anybody typed into.
    typed = {name: clean(str(value)).strip() for name, value in posted.items() if not _UNTYPED.match(name)}
    return [text for name, text in typed.items() if text and (name in _WRITTEN or not _CHOICE.fullmatch(text))]
