"""A line before one's next shift, for people who are not at the site every day."""

from datetime import datetime

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext

from moderation.nudges.models import Nudge
from moderation.nudges.services import tell
from moderation.rota.freeing import in_words
from moderation.rota.models import Place


def remind(*, now: datetime) -> int:
    """Tell everybody once who has a confirmed shift coming up. Whoever signed up a moment ago knows. Returns how many
    were told; it may run twice, or late."""
    span = settings.ROTA["remind"]
    near = Place.objects.confirmed().filter(
        Q(taken_at__isnull=True) | Q(taken_at__lt=F("shift__starts_at") - span),
        shift__starts_at__gt=now,
        shift__starts_at__lte=now + span,
        account__is_active=True,
        signed_on_at__isnull=True,
    )
    places = {_key(place): place for place in near.select_related("shift")}
    known = set(Nudge.objects.filter(key__in=places).values_list("key", flat=True))
    for key, place in places.items():
        if key not in known:
            words = gettext("Your next shift: {in_words}. Thank you for being there.").format(in_words=in_words(place))
            tell(accounts={place.account_id}, key=key, words=words, href=reverse("rota:shift", args=[place.shift_id]))
    return len(places.keys() - known)


def _key(place: Place) -> str:
    """Of a place at its time: somebody whose shift was moved, or who took it over, is told of it anew."""
    return f"next:{place.pk}:{place.account_id.hex[:8]}:{place.shift.starts_at:%Y%m%d%H%M}"
