"""The glossary in the editors' pages. Whoever writes or translates reads all of it.

What a term is called in a language is for whoever changes texts in that language.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Locale

from kb.glossary import writing
from kb.glossary.admin import listing
from kb.glossary.files import as_csv
from kb.glossary.forms import EntryForm, Written
from kb.glossary.models import MOST_TERMS, Term, TermEntry
from portal import actors, cldr, locales
from portal.actors import Actor
from portal.framing import framed
from portal.journal import days

TERMS, TERM, ENTRY, NEW = "kb_terms", "kb_term", "kb_term_entry", "kb_term_new"
ICON = "openquote"


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All terms that fit the filters."""
    actor = _reader(request)
    form, here = listing.TermFilterForm(request.GET), locales.in_force()
    page = listing.page_of(form.terms(), here, request.GET.get("page"))
    context = framed(_("Words we use"), icon=ICON) | {
        "form": form,
        "page": page,
        "rows": listing.rows(page, here),
        "address": f"?{form.query}",
        "writes": _writes(actor),
        "begins_in": _own_first(actor),
    }
    return render(request, "kb/terms/index.html", context)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All terms as a file."""
    _reader(request)
    return HttpResponse(
        as_csv(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="words-{days.day_of()}.csv"'},
    )


@never_cache
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One term in every language."""
    actor = _reader(request)
    term, entries = _found(slug)
    have = {one.locale.language_code: one for one in entries}
    title = listing.title_of(term, entries, locales.in_force())
    context = framed(title.words, _above(), icon=ICON) | {
        "term": term,
        "languages": [(code, have.get(code)) for code in locales.codes()],
        "writes": _writes(actor),
        "may_delete": actor.may("help.delete_term", term),
    }
    return render(request, "kb/terms/term.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A term that there is not yet, first in one language."""
    locale, actor = _into(request, code)
    form = EntryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            term = writing.add(locale, form.written, by=actor)
        except writing.TooManyTermsError:
            form.add_error(None, _full())
        else:
            messages.success(request, _("Saved."))
            return redirect(TERM, term.slug)
    return _form(request, form, code, title=_("Add a term"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What a term is called in one language."""
    locale, actor = _into(request, code)
    term, entries = _found(slug)
    own = next((one for one in entries if one.locale_id == locale.pk), None)
    title = listing.title_of(term, entries, locales.in_force())
    shown: dict[str, Any] = {
        "term": term,
        "own": own,
        "others": [one for one in entries if one is not own],
        "title": title.words,
        "above": (reverse(TERM, args=[slug]), title.words),
    }
    if request.method != "POST":
        return _form(request, EntryForm.showing(own) if own else EntryForm(), code, **shown)
    if "remove" in request.POST:
        is_there = writing.take_out(term, locale, by=actor)
        messages.success(request, _("Saved."))
        return redirect(TERM, slug) if is_there else redirect(TERMS)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _form(request, form, code, **shown)
    try:
        version = form.cleaned_data["version"]
        writing.write(term, locale, form.written, version=version, by=actor)
    except writing.ChangedMeanwhileError as changed:
        return _conflict(request, code, changed.entry, **shown)
    messages.success(request, _("Saved."))
    return redirect(TERM, slug)


@never_cache
@require_POST
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a term in every language. Raises PermissionDenied for who does not write them all."""
    actor = _reader(request)
    term, _entries = _found(slug)
    if not actor.may("help.delete_term", term):
        raise PermissionDenied
    writing.delete(term, by=actor)
    messages.success(request, _("The term is deleted."))
    return redirect(TERMS)


def urls() -> list[URLPattern]:
    return [
        path("help/words/", index, name=TERMS),
        path("help/words/csv/", export, name="kb_terms_csv"),
        path("help/words/new/<slug:code>/", new, name=NEW),
        path("help/word/<slug:slug>/", show, name=TERM),
        path("help/word/<slug:slug>/delete/", delete, name="kb_term_delete"),
        path("help/word/<slug:slug>/in/<slug:code>/", entry, name=ENTRY),
    ]


def full() -> ValidationError:
    """What is said where there is room for no more."""
    return ValidationError(_full())


def _full() -> str:
    said = _("There are %(most)s terms, and no site has more. Delete one that nobody needs.")
    return said % {"most": cldr.number(MOST_TERMS)}


def _reader(request: HttpRequest) -> Actor:
    """Who reads it. Raises PermissionDenied for who neither writes nor translates."""
    actor = actors.of(request)
    if not actor.may("help.see_list"):
        raise PermissionDenied
    return actor


def _into(request: HttpRequest, code: str) -> tuple[Locale, Actor]:
    """The language, and who writes its words. Raises PermissionDenied."""
    actor = _reader(request)
    if code not in locales.codes():
        raise Http404
    if not actor.may("help.translate", code):
        raise PermissionDenied
    return get_object_or_404(Locale, language_code=code), actor


def _writes(actor: Actor) -> tuple[str, ...]:
    """The languages whose words somebody writes."""
    return actor.languages_of("help.translate")


def _own_first(actor: Actor) -> str:
    """The language in which somebody begins a term, "" for nobody's."""
    writes, own = _writes(actor), locales.in_force()
    return own if own in writes else next(iter(writes), "")


def _found(slug: str) -> tuple[Term, list[TermEntry]]:
    term = get_object_or_404(Term, slug=slug)
    return term, list(term.entries.select_related("locale").order_by("locale__language_code"))


def _above() -> tuple[str, str]:
    return reverse(TERMS), _("Words we use")


def _form(request: HttpRequest, form: EntryForm, code: str, **shown: Any) -> HttpResponse:
    title = shown["title"]
    above = [_above(), *([shown["above"]] if "above" in shown else [])]
    named = _("%(title)s: %(language)s") % {"title": title, "language": locales.get(code).name}
    context = framed(named, *above, icon=ICON) | shown
    context |= {"form": form, "code": code, "style_url": reverse("kb_style", args=[code])}
    for field in form.fields.values():
        field.widget.attrs["lang"] = code
    is_wrong = bool(form.is_bound and form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "kb/terms/entry.html", context, status=shown.get("status", status))


def _conflict(
    request: HttpRequest, code: str, saved: TermEntry | None, **shown: Any
) -> HttpResponse:
    """What was typed stays, beside what is saved now; the next saving counts."""
    typed = request.POST.copy()
    typed["version"] = Written.of(saved).version if saved else ""
    form = EntryForm(typed)
    form.add_error(
        None, _("Somebody else changed this term. Compare with what is saved, then save again.")
    )
    return _form(request, form, code, saved=saved, status=HTTPStatus.CONFLICT, **shown)
