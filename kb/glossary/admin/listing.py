"""The list of terms: by title in the reader's language, with the languages of each."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.glossary.models import Term, TermEntry
from kb.models import Title, nearest
from portal import locales
from portal.text import clean_text

ON_A_PAGE = 50
_LONGEST = 200


class TermFilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(
        label=_("Word or id"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "type": "search"}),
    )
    lacking = forms.ChoiceField(
        label=_("Without a word in"),
        required=False,
        choices=[("", pgettext_lazy("filter", "All")), *locales.choices()],
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.is_valid()
        self.text = clean_text(self.cleaned_data.get("q", "")).strip()
        self.code = self.cleaned_data.get("lacking", "")

    @property
    def query(self) -> str:
        """The same as an address's query."""
        asked = {"q": self.text, "lacking": self.code}
        return urlencode({name: value for name, value in asked.items() if value})

    def terms(self) -> QuerySet[Term]:
        """The terms that were asked for; what was not understood is left out."""
        found = Term.objects.all()
        if self.text:
            found = found.named(self.text)
        return found.lacking(self.code) if self.code else found


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term as the list shows it: `lacking` are the languages that it has no word in."""

    term: str
    title: Title
    definition: str
    codes: tuple[str, ...]
    lacking: tuple[str, ...]


def page_of(terms: QuerySet[Term], locale: str, number: str | None) -> Page[Term]:
    """A page of these, by their words in a language."""
    own = TermEntry.objects.filter(term=OuterRef("pk"), locale__language_code=locale)
    ordered = terms.order_by(Coalesce(Lower(Subquery(own.values("word")[:1])), "slug"), "pk")
    return Paginator(ordered, ON_A_PAGE).get_page(number)


def rows(terms: Page[Term], locale: str) -> list[TermRow]:
    """What is shown of each; one query."""
    said: dict[int, list[TermEntry]] = defaultdict(list)
    shown = list(terms.object_list)
    entries = TermEntry.objects.filter(term__in=[term.pk for term in shown])
    for entry in entries.select_related("locale"):
        said[entry.term_id].append(entry)
    return [_row(term, said[term.pk], locale) for term in shown]


def title_of(term: Term, entries: list[TermEntry], locale: str) -> Title:
    """What an editor of a language reads of a term."""
    titles = [Title(one.word, one.locale.language_code) for one in entries]
    return nearest(titles, locale, "", term.slug)


def _row(term: Term, entries: list[TermEntry], locale: str) -> TermRow:
    title = title_of(term, entries, locale)
    have = {one.locale.language_code: one for one in entries}
    return TermRow(
        term=term.slug,
        title=title,
        definition=have[title.locale].definition if title.locale else "",
        codes=tuple(code for code in locales.codes() if code in have),
        lacking=tuple(code for code in locales.codes() if code not in have),
    )
