"""The yardstick: about the least a Django page can do and still be a page of twenty items."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from forum.threads.models import Post


def yardstick(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Twenty items from one query, through Django's own template language."""
    items = Post.objects.filter(thread_id=pk).select_related("author").order_by("created_at", "id")[:20]
    return HttpResponse(render_to_string("yardstick.html", {"items": items}, request, using="yardstick"))
