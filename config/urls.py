"""Every address, one line an app."""

from django.urls import URLPattern, URLResolver, include, path

from config.speaking.choosing import choose

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose, name="language"),
    path("", include("forum.core.urls")),
    path("", include("forum.support.urls")),
    path("", include("forum.accounts.urls")),
    path("", include("forum.shaping.urls")),
    path("", include("forum.names.urls")),
    path("", include("config.export.urls")),
    path("", include("forum.envelope.urls")),
    path("", include("forum.confidentiality.urls")),
    path("", include("forum.warnings.urls")),
    path("", include("forum.blocks.urls")),
    path("", include("forum.boards.urls")),
    path("", include("forum.drafts.urls")),
    path("", include("forum.threads.urls")),
    path("", include("forum.rooms.urls")),
    path("", include("forum.inbox.urls")),
    path("", include("forum.search.urls")),
    path("", include("forum.private.urls")),
    path("", include("forum.checkins.urls")),
    path("", include("forum.referrals.urls")),
    path("", include("forum.updates.urls")),
    path("", include("moderation.audit.urls")),
    path("", include("moderation.nudges.urls")),
    path("", include("moderation.team.urls")),
    path("", include("moderation.joining.urls")),
    path("", include("moderation.training.urls")),
    path("", include("moderation.supervision.urls")),
    path("", include("moderation.welfare.urls")),
    path("", include("moderation.rota.urls")),
    path("", include("moderation.handover.urls")),
    path("", include("moderation.hours.urls")),
    path("", include("moderation.ladder.urls")),
    path("", include("moderation.flags.urls")),
    path("", include("moderation.review.urls")),
    path("", include("moderation.hosting.urls")),
    path("", include("moderation.referring.urls")),
    path("", include("moderation.safeguarding.urls")),
]

handler400 = "forum.core.views.bad_request"
handler403 = "forum.core.views.forbidden"
handler404 = "forum.core.views.not_found"
handler500 = "forum.core.views.server_error"
