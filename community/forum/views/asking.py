"""Asking: type, meet what may answer it, post anyway; guests sign in at the end.

The form carries a key of its own: the start is counted by it, and it posts once. Whatever
happens on the way, the answer to a post shows all that was typed, or keeps it as a draft.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.forum import asking, drafts
from community.forum.forms import QuestionForm
from community.forum.models import AskStart
from community.forum.posting import post_question
from community.forum.reach import refused, to_sign_in
from community.forum.suggestions import KINDS, suggest
from community.policy import NotAllowed
from portal import actors, locales
from portal.limits.counters import spend
from portal.limits.decorators import anonymous_safe_post
from portal.limits.who import account_or_token
from portal.text.cleaning import clean_text
from portal.text.languages import guess_language
from search.results import Hit
from search.service import audience_of

RATES = ((3, "10m"), (10, "1d"))
_LONGEST_SEEN = 20


@never_cache
@anonymous_safe_post
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and every step of the way."""
    if request.method != "POST":
        return _form_page(request)
    if "answered" in request.POST:
        return _solved(request)
    try:
        return _posted(request)
    except NotAllowed as refusal:
        return refused(request, refusal)


@never_cache
@anonymous_safe_post
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """The panel of suggestions alone, while title and text are typed."""
    hits = _suggestions(request, _locale(request))
    context = {"suggestions": hits, "form_id": "ask-form"}
    return render(request, "community/ask/suggestions.html", context)


def _form_page(request: HttpRequest) -> HttpResponse:
    draft = drafts.find(actors.of(request), request.session)
    locale = locales.in_force()
    initial = {"locale": locale, "category": request.GET.get("category", "")}
    if draft:
        initial |= {
            "title": draft.title,
            "body": draft.body,
            "category": draft.category,
            "locale": draft.locale or locale,
        }
    form = QuestionForm(initial=initial, reader_locale=locale)
    key = draft.idempotency_key if draft else uuid4()
    return _show(request, form, key, draft=draft)


def _posted(request: HttpRequest) -> HttpResponse:
    key = _key(request)
    form = QuestionForm(request.POST, reader_locale=locales.in_force())
    if not form.is_valid():
        return _show(request, form, key, status=422)
    begun = asking.start(actors.of(request), key)
    if request.POST.get("action") != "post":
        hits = _suggestions(request, form.cleaned_data["locale"])
        guess = _other_language(form)
        if hits or guess:
            return _review(request, form, key, hits, guess)
    return _finish(request, form, begun)


def _review(
    request: HttpRequest, form: QuestionForm, key: UUID, hits: list[Hit], guess: str
) -> HttpResponse:
    """Show what may answer it, with everything that was typed still in the form."""
    if guess:
        data = request.POST.copy()
        data["locale"] = guess
        form = QuestionForm(data, reader_locale=locales.in_force())
        form.is_valid()
    return _show(request, form, key, suggestions=hits, guess=guess, is_review=True)


def _finish(request: HttpRequest, form: QuestionForm, begun: AskStart) -> HttpResponse:
    """Post it; a guest's question waits in a draft until the guest has signed in."""
    actor = actors.of(request)
    if not actor.is_member:
        spend("draft", "everyone", drafts.GUEST_RATES)
        drafts.keep(actor, request.session, idempotency_key=begun.pk, **form.cleaned_data)
        return to_sign_in(reverse("community:ask"))
    if who := account_or_token(actor):
        spend("ask", who, RATES)
    thread = post_question(
        actor=actor,
        category=form.chosen_category,
        locale=form.cleaned_data["locale"],
        title=form.cleaned_data["title"],
        body=form.cleaned_data["body"],
        idempotency_key=begun.pk,
    )
    asking.post(actor, begun, thread)
    drafts.discard(actor, request.session)
    return HttpResponseRedirect(thread.get_absolute_url())


def _solved(request: HttpRequest) -> HttpResponse:
    """The asker says that a suggestion answered it: the flow ends well."""
    kind, _, identifier = request.POST["answered"].partition(":")
    kind = kind if kind in KINDS else ""
    actor = actors.of(request)
    begun = asking.start(actor, _key(request))
    asking.solve(actor, begun, kind=kind, identifier=clean_text(identifier)[:100])
    drafts.discard(actor, request.session)
    hits = _found(request, _locale(request), without=())
    chosen = next((hit for hit in hits if hit.reference == request.POST["answered"]), None)
    return render(request, "community/ask/solved.html", {"hit": chosen})


def _suggestions(request: HttpRequest, locale: str) -> list[Hit]:
    """The suggestions for what is in the form; that they were shown is counted."""
    hits = _found(request, locale, without=request.POST.get("seen", "").split()[:_LONGEST_SEEN])
    typed = request.POST.get("title", "") + request.POST.get("body", "")
    if len(typed.strip()) >= 3:
        begun = asking.start(actors.of(request), _key(request))
        if hits:
            asking.show_suggestions(actors.of(request), begun)
    return hits


def _found(request: HttpRequest, locale: str, without: Any) -> list[Hit]:
    return suggest(
        title=clean_text(request.POST.get("title", "")[:300]),
        body=clean_text(request.POST.get("body", "")[:1000]),
        locale=locale,
        audience=audience_of(actors.of(request)),
        without=without,
    )


def _show(request: HttpRequest, form: QuestionForm, key: UUID, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"form": form, "key": key, "seen": request.POST.get("seen", "")[:2000]} | more
    return render(request, "community/ask/form.html", context, status=status)


def _other_language(form: QuestionForm) -> str:
    """The language the text seems to be in, if it is not the one that was chosen."""
    text = f"{form.cleaned_data['title']}\n{form.cleaned_data['body']}"
    guess = guess_language(text) or ""
    return guess if guess != form.cleaned_data["locale"] else ""


def _locale(request: HttpRequest) -> str:
    return locales.resolve(request.POST.get("locale", "")) or locales.in_force()


def _key(request: HttpRequest) -> UUID:
    """The form's own key; a new one for a form that lost or mangled it."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
