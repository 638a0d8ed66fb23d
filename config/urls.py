"""Where every address begins. Once published, an address is a promise (docs/structure.md)."""

from django.urls import URLPattern, URLResolver, include, path

from tresse.web.views.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health, name="healthz"),
    path("mailbox/", include("tresse.web.mailbox_urls")),
    path("cast/", include("tresse.demo.urls")),
    path("", include("tresse.web.urls")),
    path("", include("tresse.ui.urls")),
    path("", include("tresse.accounts.urls")),
    path("", include("tresse.networks.urls")),
    path("", include("tresse.lifecycle.urls")),
    path("", include("tresse.charters.urls")),
    path("", include("tresse.memberships.urls")),
    path("", include("tresse.commitments.urls")),
    path("", include("tresse.guests.urls")),
    path("", include("tresse.resources.urls")),
    path("", include("tresse.meetings.urls")),
    path("", include("tresse.facilitation.urls")),
    path("", include("tresse.decisions.urls")),
    path("", include("tresse.polls.urls")),
    path("", include("tresse.welcome.urls")),
    path("", include("tresse.confidence.urls")),
    path("", include("tresse.discussions.urls")),
    path("", include("tresse.documents.urls")),
    path("", include("tresse.showcase.urls")),
    path("", include("tresse.library.urls")),
    path("", include("tresse.notifications.urls")),
    path("", include("tresse.letterbox.urls")),
    path("", include("tresse.value.urls")),
    path("", include("tresse.search.urls")),
    path("", include("tresse.feeds.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "tresse.web.views.errors.bad_request"
