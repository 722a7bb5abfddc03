"""Saying of a fix whether it worked. Works without JavaScript; htmx swaps the same parts.

The article's page is the same for everyone, so it cannot know what was tried: its forms carry it,
and posting answers with the article as far as this reader is, which is never kept.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from kb.feedback.related import related
from kb.reading import ResolvedPage, SignInNeeded, Unknown, resolve
from kb.reading.trying import FixAnswer, Trying
from kb.reading.views import context_of, item_kind, page_of
from portal import actors, locales
from portal.actors import Actor
from portal.deflection import attempts, keys
from portal.journal import record
from portal.journal.models import StepKind
from portal.limits.decorators import anonymous_safe_post

NEXT_SHOWN = 4
_STEPS = {
    FixAnswer.WORKED: StepKind.FIX_WORKED,
    FixAnswer.DID_NOT: StepKind.FIX_FAILED,
    FixAnswer.CANNOT: StepKind.FIX_CANNOT,
}


@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def answer(request: HttpRequest, slug: str, fix: str) -> HttpResponse:
    """Take what a reader says of a fix, and show what to try next; asked by GET, the article."""
    actor = actors.of(request)
    try:
        reading = resolve(slug, locales.in_force(), actor)
    except (Unknown, SignInNeeded) as error:
        raise Http404(gettext("There is no such article.")) from error
    if request.method != "POST" and reading.family.slug != slug:
        return redirect("kb:fix", reading.family.slug, fix, permanent=True)
    # Without a script the form's own; else what the page knows since the form was made, as well.
    told = [*request.POST.getlist("tried"), *request.POST.getlist("so_far")]
    context = context_of(request, reading, said=told, answered=fix)
    before: Trying = context["trying"]
    if request.method != "POST" or fix not in before:
        return _to_article(request, reading)
    try:
        said = FixAnswer(request.POST.get("said", ""))
    except ValueError:
        errors = [gettext("Choose one of the three answers.")]
        return _shown(request, context | {"errors": errors}, {fix}, status=400)
    after = before.said(fix, said)
    _count(actor, reading, before, after, fix)
    if said is FixAnswer.WORKED:
        carried = keys.carried(request.POST.getlist("before"))
        kind = item_kind(reading.family.kind)
        attempts.solve_shown(actor, carried, item_kind=kind, item=reading.family.slug)
    return _page(request, reading, context | {"trying": after}, before)


def _to_article(request: HttpRequest, reading: ResolvedPage) -> HttpResponse:
    """To the article as it is now: it has no such fix, or not any more."""
    if _is_swapped(request):
        address = reverse("kb:read", args=[reading.family.slug])
        response: HttpResponse = HttpResponseClientRedirect(address)
        return response
    return redirect("kb:read", reading.family.slug)


def _is_swapped(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _page(
    request: HttpRequest, reading: ResolvedPage, context: dict[str, Any], before: Trying
) -> HttpResponse:
    after: Trying = context["trying"]
    if after.is_over:
        entries = related(reading, actors.of(request), at_most=NEXT_SHOWN)
        context["next_entries"] = entries
    others = {one.id for one in (before.current, after.current) if one}
    return _shown(request, context, {context["answered"], *others})


def _shown(
    request: HttpRequest, context: dict[str, Any], changed: set[str], *, status: int = 200
) -> HttpResponse:
    """The article, or where the page has it already, its fixes that are not as they were."""
    if not _is_swapped(request):
        return page_of(request, context, status=status)
    context |= {"is_swapped": True, "changed": changed}
    return render(request, "kb/fixes/answered.html", context, status=status)


def _count(actor: Actor, reading: ResolvedPage, before: Trying, after: Trying, fix: str) -> None:
    """Write down what was said, and which fix is shown by it."""
    _record(actor, reading, _STEPS[after.answers[fix]], fix)
    if after.current and after.current != before.current:
        _record(actor, reading, StepKind.FIX_SHOWN, after.current.id)


def _record(actor: Actor, reading: ResolvedPage, kind: StepKind, fix: str) -> None:
    record(
        actor,
        kind,
        family=reading.family.slug,
        part=fix,
        item_kind=item_kind(reading.family.kind),
        text_locale=reading.text_locale,
        is_fallback=reading.is_fallback,
        is_outdated=reading.is_outdated,
    )
