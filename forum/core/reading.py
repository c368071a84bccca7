"""Whether somebody reads the page that is asked for."""

from django.http import HttpRequest


def is_read_by_a_person(request: HttpRequest) -> bool:
    """Is this page asked for to be read? A browser that looks ahead, or a script that looks again, reads nothing."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" not in purpose and request.headers.get("Sec-Fetch-Dest", "document") == "document"
