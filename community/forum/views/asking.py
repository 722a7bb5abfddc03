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

from community.forum import drafts
from community.forum.forms import QuestionForm
from community.forum.models.threads import TITLE_LENGTH
from community.forum.posting import post_question
from community.forum.reach import refused, to_sign_in
from community.policy import NotAllowed
from portal import actors, locales
from portal.deflection import attempts, keys
from portal.deflection.attempts import TYPED, Kind
from portal.deflection.suggesting import Suggestion, may_answer, solved_by, suggest
from portal.limits.decorators import anonymous_safe_post
from portal.limits.drafts import arrived, name_of
from portal.limits.spending import spend
from portal.text.cleaning import clean_text
from portal.text.excerpts import excerpt
from portal.text.languages import guess_language

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
    found = _suggestions(request, _locale(request))
    context = {"suggestions": found, "solve_url": reverse("community:ask")}
    return render(request, "deflection/suggestions.html", context)


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
    elif title := request.GET.get("title", ""):
        # What was looked for, as a beginning.
        initial["title"] = excerpt(title, TITLE_LENGTH)
    form = QuestionForm(initial=initial, reader_locale=locale)
    return _show(request, form, draft.idempotency_key if draft else uuid4(), draft=draft)


def _posted(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST, reader_locale=locales.in_force())
    if not form.is_valid():
        return _show(request, form, _key(request), status=422)
    _begin(request)
    action = request.POST.get("action")
    # Who sends has met the suggestions while typing; who posts has seen the language, too.
    is_met = action in {"send", "post"}
    found = [] if is_met else _suggestions(request, form.cleaned_data["locale"])
    guess = "" if action == "post" else _other_language(form)
    if may_answer(found) or guess:
        return _review(request, form, found, guess)
    return _finish(request, form)


def _review(
    request: HttpRequest, form: QuestionForm, found: list[Suggestion], guess: str
) -> HttpResponse:
    """Show what may answer it, with everything that was typed still in the form."""
    if guess:
        data = request.POST.copy()
        data["locale"] = guess
        form = QuestionForm(data, reader_locale=locales.in_force())
        form.is_valid()
    return _show(request, form, _key(request), suggestions=found, guess=guess, is_review=True)


def _finish(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    """Post it; a guest's question waits in a draft until the guest has signed in."""
    actor = actors.of(request)
    if not actor.is_member:
        spend("guest draft", actor)
        drafts.keep(
            actor,
            request.session,
            idempotency_key=_key(request),
            writer=request.POST.get("typed_by", ""),
            **form.cleaned_data,
        )
        return to_sign_in(reverse("community:ask"))
    spend("question", actor)
    thread = post_question(
        actor=actor,
        category=form.chosen_category,
        locale=form.cleaned_data["locale"],
        title=form.cleaned_data["title"],
        body=form.cleaned_data["body"],
        idempotency_key=_posted_under(request),
    )
    drafts.discard(actor, request.session)
    return HttpResponseRedirect(thread.get_absolute_url())


def _solved(request: HttpRequest) -> HttpResponse:
    """The asker says that a suggestion answered it: the flow ends well."""
    _begin(request)
    actor = actors.of(request)
    if key := _attempt(request):
        kind, item = solved_by(request.POST["answered"])
        attempts.solve(actor, Kind.QUESTION, key, item_kind=kind, item=item)
    drafts.discard(actor, request.session)
    hits = [one.hit for one in _found(request, _locale(request), without=())]
    chosen = next((hit for hit in hits if hit.reference == request.POST["answered"]), None)
    response = render(request, "community/ask/solved.html", {"hit": chosen})
    arrived(request, response, name_of(request.path))
    return response


def _begin(request: HttpRequest) -> None:
    """Note that somebody began to ask, if the form is ours."""
    if key := _attempt(request):
        attempts.begin(actors.of(request), Kind.QUESTION, key)


def _suggestions(request: HttpRequest, locale: str) -> list[Suggestion]:
    """The suggestions for what is in the form; that they were shown is counted."""
    found = _found(request, locale, without=request.POST.get("seen", "").split()[:_LONGEST_SEEN])
    typed = request.POST.get("title", "") + request.POST.get("body", "")
    if len(typed.strip()) >= TYPED and (key := _attempt(request)):
        _begin(request)
        attempts.show(actors.of(request), Kind.QUESTION, key, found)
    return found


def _found(request: HttpRequest, locale: str, without: Any) -> list[Suggestion]:
    title, body = request.POST.get("title", "")[:300], request.POST.get("body", "")[:1000]
    return suggest(
        actors.of(request),
        Kind.QUESTION,
        _key(request),
        texts=[clean_text(title), clean_text(body)],
        locale=locale,
        without=without,
    )


def _show(request: HttpRequest, form: QuestionForm, key: UUID, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    signed = keys.sign(Kind.QUESTION, key)
    context = {
        "form": form,
        "key": signed,
        "seen": request.POST.get("seen", "")[:2000],
        "solve_url": reverse("community:ask"),
    }
    return render(request, "community/ask/form.html", context | more, status=status)


def _other_language(form: QuestionForm) -> str:
    """The language the text seems to be in, if it is not the one that was chosen."""
    text = f"{form.cleaned_data['title']}\n{form.cleaned_data['body']}"
    guess = guess_language(text) or ""
    return guess if guess != form.cleaned_data["locale"] else ""


def _locale(request: HttpRequest) -> str:
    return locales.resolve(request.POST.get("locale", "")) or locales.in_force()


def _attempt(request: HttpRequest) -> UUID | None:
    """The key of the attempt, if the form is one of ours: any other is not counted."""
    return keys.read(Kind.QUESTION, request.POST.get("key", ""))


def _key(request: HttpRequest) -> UUID:
    """The key that the form goes on with; a new one for a form that is none of ours."""
    return _attempt(request) or uuid4()


def _posted_under(request: HttpRequest) -> UUID:
    """What the question is posted once under.

    The forms of before keys were signed carry a bare one: such a form posts once, too.
    """
    try:
        return _attempt(request) or UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
