"""How long safeguarding keeps things, in the words of the data map."""

from django.conf import settings

_YEARS = settings.RETENTION["cases"].days // 365
WITH_THE_CASE = f"{_YEARS} years after the case was closed. Then it is deleted with everything that belongs to it."
