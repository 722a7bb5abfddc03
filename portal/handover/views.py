"""The contact form and the pages around it. Everything works without a script."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.feedback.own import voted_down
from kb.reading import listing
from portal import journal, locales
from portal.accounts.models import User
from portal.handover import sending, starts, suggesting, trail
from portal.handover.forms import ContactForm
from portal.journal.models import StepKind
from portal.journal.readers import is_prefetch
from portal.limits.decorators import anonymous_safe_post, rate_limited


def _form(request: HttpRequest, data: Any = None) -> ContactForm:
    user = request.user
    return ContactForm(
        data,
        topics=listing.topics(locales.in_force(), user),
        account_email=user.email if isinstance(user, User) else "",
        initial={"start": starts.draw()},
    )


def _tried(request: HttpRequest, entries: tuple[trail.Entry, ...]) -> set[str]:
    """What would be no news: it was just opened, or has not helped this reader."""
    return trail.just_seen(entries) | voted_down(request)


@never_cache
@anonymous_safe_post
@rate_limited("contact", (40, "1h"), network=(200, "1h"), everyone=(2_000, "1h"))
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form; posted, it shows what may answer the request, or sends it."""
    if request.method != "POST":
        journal.record(request, StepKind.CONTACT_OPENED)
        return _show(request, _form(request))
    form = _form(request, request.POST)
    entries = trail.parse(request.POST.getlist("trail"))
    if not form.is_valid():
        return _show(request, form, entries=entries, status=422)
    start_id = form.cleaned_data["start"]
    starts.begin(request, start_id, topic=form.cleaned_data.get("topic", ""))
    if request.POST.get("action") != "send":
        found = suggesting.suggest(
            request, text=form.query, start_id=start_id, without=_tried(request, entries)
        )
        if found:
            starts.saw_suggestions(request, start_id)
            return _show(request, form, entries=entries, found=found)
    return _send(request, form, entries)


def _show(
    request: HttpRequest,
    form: ContactForm,
    *,
    entries: tuple[trail.Entry, ...] = (),
    found: list[suggesting.Suggestion] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "entries": entries, "labels": trail.LABELS, "found": found or []}
    return render(request, "handover/contact.html", context, status=status)


def _send(
    request: HttpRequest, form: ContactForm, entries: tuple[trail.Entry, ...]
) -> HttpResponse:
    data = form.cleaned_data
    draft = sending.Draft(
        submission=data["start"],
        locale=locales.in_force(),
        user=request.user if isinstance(request.user, User) else None,
        email=data["email"],
        topic=data.get("topic", ""),
        topic_title=form.topic_title,
        message=data["message"],
        product=data["product"],
        browser=data["browser"],
        trail=entries,
    )
    with transaction.atomic():
        sent, is_new = sending.send(draft)
        if is_new:
            starts.sent(request, data["start"])
    return _see_other(sending.receipt_address(sent))


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@never_cache
@anonymous_safe_post
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """The suggestions for what has been typed so far, as a piece of the form."""
    form = _form(request, request.POST)
    form.is_valid()  # Half a request may be wrong in many ways; only its parts are read.
    start_id = form.cleaned_data.get("start")
    found = []
    text = form.query
    if start_id and len(text) >= starts.TYPED:
        starts.begin(request, start_id, topic=form.cleaned_data.get("topic", ""))
        entries = trail.parse(request.POST.getlist("trail"))
        found = suggesting.suggest(
            request, text=text, start_id=start_id, without=_tried(request, entries)
        )
        if found:
            starts.saw_suggestions(request, start_id)
    return render(request, "handover/suggestions.html", {"found": found})


@never_cache
@require_safe
def open_suggestion(request: HttpRequest, signed: str) -> HttpResponse:
    """Count that a suggestion was opened, and lead on to it."""
    opening = suggesting.read(signed)
    if opening is None:
        raise Http404
    if request.method == "GET" and not is_prefetch(request):
        starts.opened_suggestion(
            request, opening.start_id, kind=opening.kind, family=opening.family
        )
    return redirect(opening.url)


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def solved(request: HttpRequest) -> HttpResponse:
    """ "This solved it": nothing is sent."""
    if request.method == "POST":
        start_id = starts.read(request.POST.get("start", ""))
        if start_id:
            starts.solved(request, start_id)
        return _see_other(reverse("handover:solved"))
    return render(request, "handover/solved.html")


@never_cache
@require_safe
def sent(request: HttpRequest, signed: str) -> HttpResponse:
    """The receipt: the request has arrived, and how it can be asked about."""
    found = sending.by_receipt(signed)
    if found is None:
        raise Http404
    return render(request, "handover/sent.html", {"sent": found})
