"""What is new for a member, and what two members write to each other. Private messages are off, as in a new place."""

from tests.architecture.access.row import get, post

_ADDRESS = {"address": "tide@example.org"}
_WORDS = {"words": "It was windy."}
_FLAG = {"reason": "unsure"}

ROWS = (
    get("updates:list", "in  ok  ok  404 404 2nd 404 404 404"),
    post("updates:see_all", "in  go  go  404 404 2nd 404 404 404"),
    get("updates:open", "in  go  404 404 404 2nd 404 404 404", "letters.update.pk"),
    get("updates:choose", "in  ok  ok  404 404 2nd 404 404 404"),
    post("updates:choose", "in  go  go  404 404 2nd 404 404 404"),
    get("updates:mail", "in  ok  ok  404 404 2nd 404 404 404"),
    # A site without a mail server takes no address.
    post("updates:mail", "in  422 422 404 404 2nd 404 404 404", body=_ADDRESS),
    post("updates:forget_mail", "in  go  go  404 404 2nd 404 404 404"),
    get("private:list", "in  ok  ok  404 404 2nd 404 404 404"),
    post("private:door", "in  go  go  404 404 2nd 404 404 404"),
    get("private:ask", "in  403 403 404 404 2nd 404 404 404", "letters.post.pk"),
    post("private:ask", "in  403 403 404 404 2nd 404 404 404", "letters.post.pk"),
    get("private:ask", "in  404 404 404 404 2nd 404 404 404", "withdrawn_post.pk"),
    post("private:ask", "in  404 403 404 404 2nd 404 404 404", "own_post.pk"),
    get("private:talk", "in  ok  404 404 404 2nd 404 404 404", "letters.talk.pk"),
    post("private:talk", "in  422 404 404 404 2nd 404 404 404", "letters.talk.pk", _WORDS),
    post("private:accept", "in  403 404 404 404 2nd 404 404 404", "letters.asked.pk"),
    post("private:put_away", "in  go  404 404 404 2nd 404 404 404", "letters.asked.pk"),
    post("private:end", "in  go  404 404 404 2nd 404 404 404", "letters.talk.pk"),
    post("private:block", "in  go  404 404 404 2nd 404 404 404", "letters.talk.pk"),
    get("flags:raise_private", "in  ok  404 404 404 2nd 404 404 404", "letters.message.pk"),
    post("flags:raise_private", "in  go  404 404 404 2nd 404 404 404", "letters.message.pk", _FLAG),
    post("flags:raise_private", "in  403 404 404 404 2nd 404 404 404", "letters.own.pk", _FLAG),
)
