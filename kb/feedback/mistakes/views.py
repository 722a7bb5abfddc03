"""The page on which a mistake is reported. Works without JavaScript and without a cookie."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from kb.feedback import actions, voters
from kb.feedback.mistakes.forms import MistakeForm
from kb.feedback.models import LONGEST_COMMENT, Reason, Vote
from kb.feedback.views import reading_or_404, take
from kb.reading import ResolvedPage
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post


@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def mistake(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what is wrong with a text, as the reader's vote and comment."""
    reading = reading_or_404(request, slug)
    if request.method != "POST":
        if reading.family.slug != slug:
            return redirect("kb:mistake", reading.family.slug, permanent=True)
        return _page(request, reading, form=MistakeForm())
    form = MistakeForm(request.POST)
    if not form.is_valid():
        return _page(request, reading, form=form, status=HTTPStatus.BAD_REQUEST)
    helpful = form.cleaned_data["helpful"] == "yes"
    revision = reading.page.live_revision
    vote, token = take(request, reading, helpful=helpful, revision=revision)
    actions.explain(
        vote=vote,
        reason=vote.reason or ("" if helpful else Reason.LANGUAGE),
        comment=_with_what_was_said(vote, form.cleaned_data["comment"]),
    )
    response = _page(request, reading, is_reported=True)
    voters.remember(request, response, token)
    drafts.arrived(request, response, drafts.name_of(request.path))
    return response


def _with_what_was_said(vote: Vote, comment: str) -> str:
    """A voter has one comment: what they said before stays, as long as there is room."""
    if comment in vote.comment:
        return vote.comment
    both = f"{vote.comment}\n{comment}".lstrip()
    return both if len(both) <= LONGEST_COMMENT else comment


def _page(
    request: HttpRequest, reading: ResolvedPage, *, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    context = {"reading": reading, "page": reading.page, "family": reading.family, **more}
    return render(request, "kb/mistake.html", context, status=status)
