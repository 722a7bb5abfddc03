"""The contact form and the pages around it. Everything works without a script."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kb.feedback.own import voted_down
from kb.reading import listing
from portal import actors, locales
from portal.accounts.models import User
from portal.deflection import attempts, keys
from portal.deflection.attempts import TYPED, Kind
from portal.deflection.suggesting import Suggestion, may_answer, solved_by, suggest
from portal.handover import links, products, sending, service, trail
from portal.handover.forms import ContactForm
from portal.handover.see_other import SeeOther
from portal.journal.models import StepKind
from portal.journal.pages import CountedPage
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post
from portal.support import reading as support

# So many suggestions are shown before a request is sent.
_MOST = 4


def _form(request: HttpRequest, data: Any = None, files: Any = None) -> ContactForm:
    user = request.user
    return ContactForm(
        data,
        files,
        topics=listing.topics(locales.in_force(), actors.of(request)),
        market=actors.of(request).market,
        account_email=user.email if isinstance(user, User) else "",
        initial={"start": keys.draw(Kind.CONTACT)},
    )


def _tried(request: HttpRequest, entries: tuple[trail.TrailEntry, ...]) -> set[str]:
    """What would be no news: it was just opened, or has not helped this reader."""
    return trail.just_seen(entries) | voted_down(actors.of(request))


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form; posted, it shows what may answer the request, or sends it."""
    if request.method != "POST":
        entries = trail.tried(request.GET, locales.in_force(), actors.of(request))
        shown = _show(request, _form(request), entries=entries).content.decode()
        return CountedPage(shown, actors.of(request), StepKind.CONTACT_OPENED)
    form = _form(request, request.POST, request.FILES)
    entries = trail.parse(request.POST.getlist("trail"))
    if not form.is_valid():
        return _show(request, form, entries=entries, status=422)
    _begin(request, form)
    if request.POST.get("action") != "send":
        found = _suggestions(request, form, entries)
        if may_answer(found):
            return _show(request, form, entries=entries, found=found)
    return _send(request, form, entries)


def _begin(request: HttpRequest, form: ContactForm) -> None:
    data = form.cleaned_data
    attempts.begin(
        actors.of(request),
        Kind.CONTACT,
        data["start"],
        topic=data.get("topic", ""),
        product=partial(products.named_in, data.get("product", "")),
    )


def _suggestions(
    request: HttpRequest, form: ContactForm, entries: tuple[trail.TrailEntry, ...]
) -> list[Suggestion]:
    """What may answer the request; that it was shown is noted."""
    actor, key = actors.of(request), form.cleaned_data["start"]
    found = suggest(
        actor,
        Kind.CONTACT,
        key,
        texts=[form.query],
        locale=locales.in_force(),
        without=_tried(request, entries),
        most=_MOST,
    )
    attempts.show(actor, Kind.CONTACT, key, found)
    return found


def _panel(found: list[Suggestion]) -> dict[str, Any]:
    return {"suggestions": found, "solve_url": reverse("handover:solved")}


def _show(
    request: HttpRequest,
    form: ContactForm,
    *,
    entries: tuple[trail.TrailEntry, ...] = (),
    found: list[Suggestion] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actors.of(request)
    context = {
        "form": form,
        # Who had decided to send still has, whatever there was to put right.
        "sends": bool(found) or request.POST.get("action") == "send",
        "entries": entries,
        "labels": trail.LABELS,
        "record": service.record(timezone.now(), actor.market, actor.language),
    } | _panel(found or [])
    return render(request, "handover/contact.html", context, status=status)


def _send(
    request: HttpRequest, form: ContactForm, entries: tuple[trail.TrailEntry, ...]
) -> HttpResponse:
    data = form.cleaned_data
    draft = sending.RequestDraft(
        form=data["start"],
        locale=locales.in_force(),
        user=request.user if isinstance(request.user, User) else None,
        email=data["email"],
        topic=data.get("topic", ""),
        topic_title=form.topic_title,
        message=data["message"],
        product=data["product"],
        browser=data["browser"],
        market=support.current().market(actors.of(request).market),
        file=data["file"],
        trail=entries,
    )
    with transaction.atomic():
        sent, is_new = sending.send(draft)
        if is_new:
            attempts.send(actors.of(request), Kind.CONTACT, data["start"])
            attempts.carry(actors.of(request), keys.carried(request.POST.getlist("before")))
    return SeeOther(links.page(sent))


@never_cache
@anonymous_safe_post
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """The suggestions for what has been typed so far, as a piece of the form."""
    form = _form(request, request.POST)
    form.is_valid()  # Half a request may be wrong in many ways; only its parts are read.
    found: list[Suggestion] = []
    if form.cleaned_data.get("start") and len(form.query) >= TYPED:
        _begin(request, form)
        found = _suggestions(request, form, trail.parse(request.POST.getlist("trail")))
    return render(request, "deflection/suggestions.html", _panel(found))


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def solved(request: HttpRequest) -> HttpResponse:
    """ "This solved it": nothing is sent."""
    if request.method == "POST":
        if key := keys.read(Kind.CONTACT, request.POST.get("start", "")):
            kind, item = solved_by(request.POST.get("answered", ""))
            attempts.solve(actors.of(request), Kind.CONTACT, key, item_kind=kind, item=item)
        response = SeeOther(reverse("handover:solved"))
        drafts.arrived(request, response, drafts.name_of(reverse("handover:contact")))
        return response
    return render(request, "handover/solved.html")
