"""The vote, its reason, and what comes next. Works without JavaScript; htmx swaps the same part.

The article's page is the same for everyone, so it cannot show a vote: posting answers with a page
of its own, which is never kept. The reason's form carries a signed reference to the vote, so that
it also works where no cookie is kept.
"""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Revision

from kb.feedback import actions, outcomes, rewriting, voters
from kb.feedback.forms import ReasonForm, VoteForm
from kb.feedback.models import Outcome, Vote
from kb.feedback.related import related
from kb.reading import ResolvedPage, SignInNeeded, Unknown, listing, resolve
from kb.reading.views import item_kind
from portal import actors, locales
from portal.journal import record
from portal.journal.models import StepKind
from portal.journal.recording import has_room, network_of
from portal.limits import drafts
from portal.limits.decorators import anonymous_safe_post
from portal.signed import SignedText
from portal.text.cleaning import clean_text

NEXT_SHOWN = 4
_SIGNED = SignedText("kb.feedback.vote", str)
# What the reason's form names a vote by that was answered and not kept.
_UNKEPT = {"yes": True, "no": False}


@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a vote; asked for by GET, show the voter's own."""
    reading = reading_or_404(request, slug)
    if request.method != "POST":
        if reading.family.slug != slug:
            return redirect("kb:vote", reading.family.slug, permanent=True)
        return _page(request, reading, _own_vote(request, reading))
    form = VoteForm(reading.family.slug, request.POST)
    if not form.is_valid():
        errors = [error for errors in form.errors.values() for error in errors]
        return _page(request, reading, None, errors=errors, status=400)
    helpful, revision = form.cleaned_data["helpful"] == "yes", form.cleaned_data["revision"]
    cast, token = take(request, reading, helpful=helpful, revision=revision)
    response = _page(request, reading, cast)
    voters.remember(request, response, token)
    return response


def take(
    request: HttpRequest, reading: ResolvedPage, *, helpful: bool, revision: Revision | None
) -> tuple[Vote, str | None]:
    """Take and count a vote; also the token for whoever has none, see `voters.remember`."""
    actor = actors.of(request)
    voter, token = voters.known_or_new(actor)
    cast, news = actions.cast(
        family=reading.family,
        voter=voter,
        helpful=helpful,
        revision=revision,
        reader_locale=reading.reader_locale,
        text_locale=reading.text_locale,
        network=network_of(actor),
        uncounted=actor.uncounted or "",
        # Asked before a row begins, whoever gives it: a token or a header is quickly invented.
        has_room=partial(has_room, actor, StepKind.VOTE),
    )
    if news:
        _count(request, reading, cast, replaces=news is actions.News.CORRECTED)
    return cast, token


@anonymous_safe_post
@require_http_methods(["POST"])
@cache_control(private=True, no_store=True)
def reason(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the reason and the comment for a vote."""
    reading = reading_or_404(request, slug)
    own = _signed_vote(request, reading) or _own_vote(request, reading)
    if own is None:
        errors = [gettext("Tell us first whether it helped.")]
        typed = clean_text(request.POST.get("comment", ""))
        return _page(request, reading, None, errors=errors, typed=typed, status=400)
    form = ReasonForm(own.helpful, request.POST)
    if not form.is_valid():
        return _page(request, reading, own, form=form, status=400)
    actions.explain(
        vote=own, reason=form.cleaned_data["reason"], comment=form.cleaned_data["comment"]
    )
    response = _page(request, reading, own, is_explained=True)
    drafts.arrived(request, response, drafts.name_of(request.path))
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def rewritten(request: HttpRequest, signed: str) -> HttpResponse:
    """Whether a rewritten text is better, for whoever was told of it.

    The signed address is the proof. Programs that open every link say nothing: they read.
    """
    asked = outcomes.read(signed)
    if asked is None:
        return render(request, "kb/rewritten_gone.html", status=HTTPStatus.NOT_FOUND)
    word = request.POST.get("said", "")
    if word in Outcome.Said.values:
        outcomes.say(asked, word)
    try:
        reading = resolve(asked.vote.family.slug, locales.in_force(), actors.of(request))
    except (Unknown, SignInNeeded):
        reading = None
    context = {
        "reading": reading,
        "said": outcomes.said(asked),
        "chosen": request.GET.get("said", ""),
    }
    return render(request, "kb/rewritten.html", context)


def reading_or_404(request: HttpRequest, slug: str) -> ResolvedPage:
    """What is read under an id; raises Http404 for who reads nothing there."""
    try:
        return resolve(slug, locales.in_force(), actors.of(request))
    except (Unknown, SignInNeeded) as error:
        raise Http404(gettext("There is no such article.")) from error


def _own_vote(request: HttpRequest, reading: ResolvedPage) -> Vote | None:
    voter = voters.known(actors.of(request))
    return Vote.objects.filter(family=reading.family, voter=voter).first() if voter else None


def _signed_vote(request: HttpRequest, reading: ResolvedPage) -> Vote | None:
    name = _SIGNED.read(request.POST.get("vote", ""))
    if name is None:
        return None
    if name in _UNKEPT:
        return Vote(family=reading.family, helpful=_UNKEPT[name])
    return Vote.objects.filter(family=reading.family, pk=int(name)).first()


def _signed(vote: Vote) -> str:
    """The vote as its reason's form names it."""
    return _SIGNED.sign(str(vote.pk or ("yes" if vote.helpful else "no")))


def _count(request: HttpRequest, reading: ResolvedPage, vote: Vote, *, replaces: bool) -> None:
    record(
        actors.of(request),
        StepKind.VOTE,
        family=reading.family.slug,
        item_kind=item_kind(reading.family.kind),
        text_locale=reading.text_locale,
        is_fallback=reading.is_fallback,
        is_outdated=reading.is_outdated,
        helpful=vote.helpful,
        replaces=replaces,
    )


def _page(
    request: HttpRequest,
    reading: ResolvedPage,
    own: Vote | None,
    *,
    status: int = 200,
    form: ReasonForm | None = None,
    **more: Any,
) -> HttpResponse:
    is_fragment = request.headers.get("HX-Request") == "true"
    initial = {"reason": own.reason, "comment": own.comment} if own else None
    context = {
        "reading": reading,
        "page": reading.page,
        "family": reading.family,
        "vote": own,
        "signed_vote": _signed(own) if own else "",
        "form": form or (ReasonForm(own.helpful, initial=initial) if own else None),
        # Of a vote that was answered and not kept, nobody can be told.
        "waits_as": rewriting.name(own) if own and own.pk and not own.helpful else "",
        "next_entries": _next(request, reading) if own and not own.helpful else [],
        **more,
    }
    template = "kb/vote_fragment.html" if is_fragment else "kb/vote.html"
    return render(request, template, context, status=status)


def _next(request: HttpRequest, reading: ResolvedPage) -> list[listing.ListedFamily]:
    """The next best thing."""
    return related(reading, actors.of(request), at_most=NEXT_SHOWN)
