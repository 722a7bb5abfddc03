"""The two links in the support's mails, each a page with a button; and the same two by webhook.

Who has the link, or the secret, is the support: there is no account to ask, and nothing else to do
with either.
"""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.handover import acts, attachments, links
from portal.handover.desk import told
from portal.handover.desk.forms import SolvedForm
from portal.handover.models import ContactRequest, RequestState
from portal.handover.see_other import SeeOther
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post
from portal.webhooks import inbox, signing


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, signed: str) -> HttpResponse:
    """ "Answered": opened, a question; its button notes it."""
    asked = _asked(signed)
    if asked is None:
        return _too_old(request)
    if request.method == "POST":
        return _again(request, acts.answer(asked))
    return render(request, "handover/desk/answered.html", _context(asked))


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def solved(request: HttpRequest, signed: str) -> HttpResponse:
    """ "Solved", with an article or without; its button notes it."""
    asked = _asked(signed)
    if asked is None:
        return _too_old(request)
    form = SolvedForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        response = _again(request, acts.solve(asked, article=form.cleaned_data["article"]))
        drafts.arrived(request, response, links.draft(asked, "desk-solved"))
        return response
    status = 422 if form.errors else 200
    context = _context(asked) | {"form": form, "draft": links.draft(asked, "desk-solved")}
    return render(request, "handover/desk/solved.html", context, status=status)


@never_cache
@require_safe
def file(request: HttpRequest, signed: str, pk: int) -> HttpResponse | FileResponse:
    """A file of the request, for the support."""
    asked = _asked(signed)
    if asked is None:
        return _too_old(request)
    return attachments.found(asked, pk)


def _asked(signed: str) -> ContactRequest | None:
    """The request of the link; None where the link was good once. 404 for any other."""
    try:
        asked = links.by_desk(signed)
    except links.TooOldError:
        return None
    if asked is None:
        raise Http404
    return asked


def _too_old(request: HttpRequest) -> HttpResponse:
    return render(request, "handover/desk/too_old.html", status=410)


def _context(asked: ContactRequest) -> dict[str, Any]:
    return {"asked": asked, "is_solved": asked.state == RequestState.SOLVED}


def _again(request: HttpRequest, is_new: bool) -> HttpResponse:
    """The same page, which now says how it stands, and that it was noted."""
    if is_new:
        messages.success(request, _("Done. We have kept a record of it."))
    return SeeOther(request.path)


@csrf_exempt
@never_cache
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """ "request.answered" and "request.solved", from the owner's other tools: 204, once each.

    Exempt: the signature is proof. 404 where the owner has set no secret, or for no request of
    ours; 401 unsigned, 422 for what is no message of these two.
    """
    if not signing.is_known():
        raise Http404
    try:
        name = signing.checked(request.body, request.headers)
        message = told.read(json.loads(request.body))
    except RequestDataTooBig:
        return _no("too large", 413)
    except signing.NotSignedError:
        return _no("not signed, or minutes ago", 401)
    except (ValueError, RecursionError, told.NoMessageError):
        return _no("no message that is taken here", 422)
    try:
        with transaction.atomic():
            if inbox.is_new(name):
                message.act()
    except told.UnknownError as unknown:
        return _no(str(unknown), 404)
    return HttpResponse(status=204)


def _no(why: str, status: int) -> HttpResponse:
    return JsonResponse({"error": why}, status=status)
