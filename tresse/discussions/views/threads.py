"""The conversations of a community: their list, beginning one, reading one and answering."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import by_mail
from tresse.discussions import actions, queries, rules, things
from tresse.discussions.forms import AudienceForm, MessageForm, SearchForm, StartForm, ThreadForm
from tresse.discussions.kinds import KINDS
from tresse.discussions.models import Message, Thread
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.ui.answers import refused, show_refusal, typed

ON_A_PAGE = 20


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that wait for a first answer, then the latest spoken in; by kind, by words, twenty at a time."""
    community = visible_community(request.user, slug)
    form = SearchForm(request.GET)
    found = queries.search(queries.threads_of(request.user, community), **form.asked)
    context = {
        "community": community,
        "tab": "discussions",
        "form": form,
        "asked": form.asked,
        "kinds": KINDS.values(),
        "threads": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "inside": membership_of(request.user, community) is not None,
        "may_start": rules.starting(request.user, community),
        "by_mail": by_mail.address("community", community.pk, request.user.pk or 0),
    }
    return render(request, "discussions/threads.html", context)


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Which kind of conversation: what each is for, with one example."""
    community, _membership = entered_community(request.user, slug)
    thing = _thing(request, community)
    rules.starting(request.user, community, thing).require()
    context = {"community": community, "tab": "discussions", "kinds": KINDS.values(), "thing": thing}
    return render(request, "discussions/choose.html", context | {"about": things.key_of(thing) if thing else ""})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Begin a conversation of one kind."""
    community, _membership = entered_community(request.user, slug)
    if kind not in KINDS:
        raise Http404
    thing = _thing(request, community)
    rules.starting(request.user, community, thing).require()
    offered = _offered(community, thing)
    form = StartForm(typed(request), request.FILES or None, kind=kind, thing=thing, audience=offered)
    context = {"community": community, "tab": "discussions", "kind": KINDS[kind], "thing": thing, "form": form}
    if form.is_valid():
        said = form.as_message()
        audience = said.pop("audience", "") or offered
        started = actions.start_thread(
            community, by=request.user, kind=kind, thing=thing, audience=audience, **said
        )
        return redirect(started)
    show = refused if form.is_bound else render
    return show(request, "discussions/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A conversation as an exchange of letters; answering it is at its end."""
    thread = queries.thread_for(request.user, slug, number)
    form = MessageForm(typed(request), request.FILES or None, quoting=_quoted(request, thread))
    if form.is_bound:
        rules.writing(request.user, thread).require()
    if form.is_valid():
        try:
            return redirect(actions.write_message(thread, by=request.user, **form.as_message()))
        except ValidationError as error:
            show_refusal(form, error)
    answer = refused if form.is_bound else render
    return answer(request, "discussions/thread.html", page_of(request, thread) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def title(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Its title and its kind, changed by whoever began it."""
    thread = queries.thread_for(request.user, slug, number)
    rules.retitling(request.user, thread).require()
    form = ThreadForm(typed(request), thread=thread)
    if form.is_valid():
        return redirect(actions.change_thread(thread, by=request.user, **form.cleaned_data))
    answer = refused if form.is_bound else render
    return answer(request, "discussions/title.html", about(thread) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def audience(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who can read it: each choice with what the rule says of it."""
    thread = queries.thread_for(request.user, slug, number)
    rules.showing(request.user, thread, thread.get_audience()).require()
    form = AudienceForm(typed(request), thread=thread)
    if form.is_valid():
        return redirect(actions.change_audience(thread, by=request.user, **form.cleaned_data))
    wider = [each for each in things.audiences_for(thread.thing) if not thread.get_audience().includes(each)]
    why_not = [rules.showing(request.user, thread, each) for each in wider]
    answer = refused if form.is_bound else render
    context = {"form": form, "refused": next((ruling for ruling in why_not if not ruling), None)}
    return answer(request, "discussions/audience.html", about(thread) | context)


def about(thread: Thread) -> dict[str, Any]:
    """What every page about one conversation says."""
    return {"community": thread.community, "tab": "discussions", "thread": thread}


def page_of(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """What the page of a conversation needs."""
    messages = queries.messages_of(thread, request.user)
    harvest, promise = queries.harvest_of(thread), queries.promise_of(thread)
    return about(thread) | {
        "shown_to": {"audience": thread.get_audience()},
        "messages_read": messages,
        "harvest": harvest,
        "promise": promise,
        "follows": queries.is_followed_by(request.user, thread),
        "inside": membership_of(request.user, thread.community) is not None,
        "may": rules.rulings(request.user, thread, promise, harvest),
        "speaks": any(read.is_mine and not read.message.is_withdrawn for read in messages),
    }


def _thing(request: HttpRequest, community: Community) -> Model | None:
    """What the address says it is about, of this community; 404 for what does not exist for whoever asks."""
    key = request.GET.get("about", "")
    if not key:
        return None
    thing = things.named(key, request.user)
    if thing is None or things.community_id_of(thing) != community.pk:
        raise Http404
    return thing


def _offered(community: Community, thing: Model | None) -> str:
    """The audience of the charter, as far as a conversation about this may have it."""
    allowed, wanted = things.audiences_for(thing), Audience(charter_in_force(community).default_audience)
    return max((each for each in allowed if wanted.includes(each)), key=lambda each: each.width, default=allowed[0])


def _quoted(request: HttpRequest, thread: Thread) -> Message | None:
    """The message one quotes, as the form or the address says it."""
    wanted = request.POST.get("quotes") if request.method == "POST" else request.GET.get("quote")
    if not wanted or not wanted.isascii() or not wanted.isdecimal():
        return None
    return thread.messages.said().filter(pk=int(wanted[:18])).first()
