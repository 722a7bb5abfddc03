"""The page of a request, for whoever has its signed address. Without a script, without an account.

To open an address changes nothing: whatever is said, is said by a button. Where it has been said,
the address shows the request.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.handover import acts, attachments, links
from portal.handover.conversation import reading
from portal.handover.conversation.forms import MessageForm, RatingForm
from portal.handover.models import ContactRequest
from portal.handover.see_other import SeeOther
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post

_FULL = {
    acts.FullError: _("This request is full. Send a new one if you need more help."),
    attachments.FullOfFilesError: _(
        "This request takes no more files. You can send your message without the file."
    ),
}


def _of_a_request[Answer: (HttpResponse, FileResponse)](
    view: Callable[..., Answer],
) -> Callable[..., Answer]:
    """Give a view the request whose address it is; 404 for any other address."""

    @wraps(view)
    def found(request: HttpRequest, signed: str, **more: Any) -> Answer:
        asked = links.by_page(signed)
        if asked is None:
            raise Http404
        return view(request, asked, **more)

    return found


@never_cache
@require_safe
@_of_a_request
def page(request: HttpRequest, asked: ContactRequest) -> HttpResponse:
    """What was written, how far it is, and what may be said now."""
    return _show(request, asked, MessageForm())


@never_cache
@anonymous_safe_post
@require_POST
@_of_a_request
def add(request: HttpRequest, asked: ContactRequest) -> HttpResponse:
    """Add a further message, and a file."""
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, asked, form, status=422)
    data = form.cleaned_data
    try:
        is_new = acts.add(asked, form=data["form"], text=data["message"], file=data["file"])
    except (acts.FullError, attachments.FullOfFilesError) as full:
        form.add_error(None, _FULL[type(full)])
        return _show(request, asked, form, status=422)
    if is_new:
        messages.success(request, _("We have your message."))
    response = SeeOther(links.page(asked))
    drafts.arrived(request, response, links.draft(asked, "add"))
    return response


@never_cache
@require_safe
@_of_a_request
def file(request: HttpRequest, asked: ContactRequest, pk: int) -> FileResponse:
    """A file of the request."""
    return attachments.found(asked, pk)


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@_of_a_request
def yes(request: HttpRequest, asked: ContactRequest) -> HttpResponse:
    """ "It is solved", as a mail asks; done by the button."""
    if request.method == "POST":
        if acts.confirm(asked):
            messages.success(request, _("You said that it is solved."))
        return SeeOther(links.page(asked))
    if asked.is_confirmed or not asked.answers:
        return _show(request, asked, MessageForm())
    return render(request, "handover/say.html", reading.said(asked) | {"says": "yes"})


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@_of_a_request
def not_yet(request: HttpRequest, asked: ContactRequest) -> HttpResponse:
    """ "Not yet", as a mail asks; done by the button, and then there is room to say more."""
    if request.method == "POST":
        if acts.reopen(asked):
            messages.success(request, _("You said that it is not solved yet."))
        return SeeOther(links.page(asked))
    if asked.waits:
        return _show(request, asked, MessageForm())
    return render(request, "handover/say.html", reading.said(asked) | {"says": "not-yet"})


@never_cache
@anonymous_safe_post
@require_POST
@_of_a_request
def rate(request: HttpRequest, asked: ContactRequest) -> HttpResponse:
    """A number and a word, both optional."""
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, MessageForm(), rating=form, status=422)
    acts.rate(asked, rating=form.cleaned_data["rating"], word=form.cleaned_data["word"])
    response = SeeOther(links.page(asked))
    drafts.arrived(request, response, links.draft(asked, "rate"))
    return response


def _show(
    request: HttpRequest,
    asked: ContactRequest,
    form: MessageForm,
    *,
    rating: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rating = rating or RatingForm()
    context = reading.page(asked) | {"form": form, "rating": rating, "errors": rating.errors}
    return render(request, "handover/sent.html", context, status=status)
