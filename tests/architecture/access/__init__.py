"""Who gets what at every address: the whole surface of the site on one page.

A row is a method, a route, what each of the nine comers gets (the columns, in the order of `world.As`), what stands in
the address, and the form. Forms are sent as the page would send them, with a token of the sender's own, so that "go"
means that it was done.

    ok   the page                           in   asked to sign in first
    go   done, or sent on to another page   404  there is nothing here, as far as they can know
    422  the form again, with a reason      403  not now, with a reason and what would change it
    409  somebody was quicker               204  heard, nothing to show
    2nd  asked for the second factor first

A route that takes only GET has no POST row, and the test sees that it answers 405 then.

The rows stand in the modules beside this one, a file for each part of the site; every `ROWS` is found by itself. What
an app's rows find in the world is made in `tests/architecture/things/`. The columns: visitor, member, newcomer,
moderator on shift, off shift, without a second factor, practitioner on call, off call, manager. One word stands for all
nine.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.architecture.access.row import Row

ROWS: tuple[Row, ...] = tuple(
    row for module in iter_modules(__path__) for row in getattr(import_module(f"{__name__}.{module.name}"), "ROWS", ())
)

# A socket is kept ("ok"), or closed with 4401 (nobody is signed in) or 4403 (not theirs, or not now)
# or 4404 (there is nothing here, as far as they can know). The chat is the one in `things/rooms.py`.
SOCKETS = {
    "ws/desk/": "4401 4403 4403 ok   4403 4403 4403 4403 4403",
    "ws/concerns/": "4401 4403 4403 4403 4403 4403 ok   4403 4403",
    "ws/chat/<uuid:session_id>/": "4401 ok   4404 ok   4404 4403 4404 4404 4404",
    "ws/messages/": "4401 ok   ok   4403 4403 4403 4403 4403 4403",
}
