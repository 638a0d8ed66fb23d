"""The mailbox: mail as it was written. It exists in development and in the example network, nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from tresse.core import outbox
from tresse.core.models import OutgoingMail
from tresse.networks.queries import current_network
from tresse.web.mail_previews import previews as every_preview

SHOWN = 200
COMPOSED = 30  # of these, the latest that are composed as they leave: each reads what its reader may see
# What a mail may do when it is looked at: be styled. It runs nothing and fetches nothing.
OF_A_MAIL = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}

View = Callable[..., HttpResponse]


def may_frame(view: View) -> View:
    """The page shows another of ours inside itself."""
    framing: View = csp_update({"frame-src": ["'self'"]})(view)  # type: ignore[assignment]
    return framing


def as_a_mail(view: View) -> View:
    """The page is a mail, looked at inside a page of ours."""
    alone: View = xframe_options_sameorigin(csp(OF_A_MAIL)(view))  # type: ignore[assignment]
    return alone


def mailbox_page(view: View) -> View:
    """A page that needs no account, and is not there in a network of real people."""

    @wraps(view)
    def found_or_not(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        network = current_network()
        if not settings.TRESSE_DEVELOPMENT and not (network and network.is_example):
            raise Http404
        return view(request, *args, **kwargs)

    page: View = login_not_required(never_cache(require_safe(found_or_not)))
    return page


@mailbox_page
def index(request: HttpRequest) -> HttpResponse:
    """The latest mails, first the last written; `?to=` keeps those to one address."""
    to = request.GET.get("to", "").strip()
    mails = OutgoingMail.objects.filter(to__iexact=to) if to else OutgoingMail.objects.all()
    return render(request, "mailbox/index.html", {"mails": _latest(mails), "to": to})


@mailbox_page
@may_frame
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail: what it says as text and as HTML, its headers, what goes with it."""
    return render(request, "mailbox/mail.html", {"mail": _readable(mail_id)})


@mailbox_page
@as_a_mail
def html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The HTML of a mail, alone."""
    return HttpResponse(_opening_outside(_readable(mail_id).html))


@mailbox_page
def attachment(request: HttpRequest, mail_id: int, number: int) -> HttpResponse:
    """A file that goes with a mail."""
    files = get_object_or_404(OutgoingMail, pk=mail_id).attachments
    if not 1 <= number <= len(files):
        raise Http404
    file = files[number - 1]
    response = HttpResponse(file["content"], content_type=file["type"])
    response.headers["Content-Disposition"] = f'attachment; filename="{file["name"]}"'
    return response


@mailbox_page
def previews(request: HttpRequest) -> HttpResponse:
    """Every mail Tresse can write."""
    return render(
        request, "mailbox/previews.html", {"names": list(every_preview()), "languages": settings.LANGUAGES}
    )


@mailbox_page
@may_frame
def preview(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """One of them, in one language."""
    letter = _letter(language, name)
    return render(
        request,
        "mailbox/preview.html",
        {"letter": letter, "name": name, "shown": language, "languages": settings.LANGUAGES},
    )


@mailbox_page
@as_a_mail
def preview_html(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """Its HTML, alone."""
    return HttpResponse(_opening_outside(_letter(language, name).html))


def _latest(mails: QuerySet[OutgoingMail]) -> list[OutgoingMail]:
    unwritten = mails.filter(subject="", dropped_at=None).exclude(composer="").values_list("pk", flat=True)
    latest = mails.filter(~Q(subject="") | Q(pk__in=unwritten[:COMPOSED]))
    return [mail for mail in latest.defer("text", "html", "attachments")[:SHOWN] if _is_readable(mail)]


def _readable(mail_id: int) -> OutgoingMail:
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    if not _is_readable(mail):
        raise Http404
    return mail


def _is_readable(mail: OutgoingMail) -> bool:
    """Written; or composed for this page with what it would say now, and neither kept nor sent."""
    if mail.subject:
        return True
    letter = outbox.composed(mail) if mail.composer and not mail.dropped_at else None
    if letter is None:
        return False
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    return True


def _letter(language: str, name: str) -> outbox.Letter:
    found = every_preview()
    if name not in found or language not in dict(settings.LANGUAGES):
        raise Http404
    return outbox.compose(name, language=language, context=found[name]())


def _opening_outside(html: str) -> str:
    """A link in a mail opens the page itself, not inside the frame."""
    return html.replace("<head>", '<head><base target="_top">', 1)
