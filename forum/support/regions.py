"""Whose region the lines on a page follow: what somebody chose for themselves, or what holds for the whole site."""

from django.http import HttpRequest

from forum.accounts import region
from forum.shaping.reading import shaped
from forum.support.needs import REGIONS


def region_for(request: HttpRequest) -> str:
    """The region of whoever asks, or "" for the whole country. Costs no question of the database."""
    chosen = region.chosen(request)
    return chosen if chosen in REGIONS else shaped().region
