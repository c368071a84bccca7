"""What happens to every request: its address is forgotten, its answer is private, refusals are told kindly."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from forum.core.refusals import Refusal
from forum.core.throttle import keyed
from forum.core.typed import words_of

Answer = Callable[[HttpRequest], HttpResponse]

# Whatever could tell where a request came from or with what.
_TELLING = (
    "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER", "HTTP_USER_AGENT", "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_ACCEPT_LANGUAGE", "HTTP_VIA", "HTTP_DNT",
)  # fmt: skip
_PRIVATE = {
    "X-Robots-Tag": "noindex, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer", "autoplay", "browsing-topics", "camera",
            "display-capture", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer",
            "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
            "usb", "xr-spatial-tracking",
        )
    ),
}  # fmt: skip


def forget_address(get_response: Answer) -> Answer:
    """Turn the caller's address into today's network key, then forget everything that tells where they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        address = _address(request)
        for name in _TELLING:
            request.META.pop(name, None)
        # Made only for the few pages that count by network: most never ask for today's secret.
        request.network_key = SimpleLazyObject(lambda: keyed(f"network|{_network(address)}"))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _address(request: HttpRequest) -> str:
    """The caller's address, as told by the nearest proxy that the settings trust."""
    hops: list[str] = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part]
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """An IPv6 caller counts by /64, since one person has all of it."""
    return ":".join(address.split(":")[:4]) if ":" in address else address


def private_headers(get_response: Answer) -> Answer:
    """Nothing is indexed, embedded or kept by a cache; pages may use none of the device's abilities."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _PRIVATE.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def attest_origin(get_response: Answer) -> Answer:
    """Let the browser's own word stand in for the origin that our `no-referrer` policy makes it withhold.

    Under `Referrer-Policy: no-referrer` a browser sends `Origin: null` with our own forms (Fetch standard, "append a
    request Origin header"). `Sec-Fetch-Site` cannot be set by a page; where it says same-origin, or where a browser is
    too old to send it and the token of the form decides alone, the request counts as ours.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        site = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin")
        if request.META.get("HTTP_ORIGIN", "null") == "null" and site == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return get_response(request)

    return middleware


def refusals(get_response: Answer) -> Answer:
    """A refusal that no view dealt with becomes a kind page of its own status."""

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        words = words_of(request)
        if exception.status == 404:
            return render(request, "errors/404.html", {"words": words}, status=404)
        return render(request, "errors/refused.html", {"refusal": exception, "words": words}, status=exception.status)

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
