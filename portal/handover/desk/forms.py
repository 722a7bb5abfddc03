"""Naming the article that solved a request: by its id, its address or words of its title."""

import re
import unicodedata
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kb.models import Family, HelpPage, Kind
from portal.handover.models import ContactRequest
from portal.text.forms import PlainTextField

_IN_ADDRESS = re.compile(r"/help/([^/?#]+)")
_MOST_OFFERED = 10


class SolvedForm(forms.Form):
    """Which article solved it; none if none did. Several that fit are offered to choose from."""

    article = PlainTextField(
        label=_("Article that solves it"),
        help_text=_(
            "Enter its ID, its link or words from its title. Leave this empty if no article "
            "helped."
        ),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asked: ContactRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = asked
        self.offered: list[tuple[str, str]] = []

    def clean_article(self) -> Family | None:
        typed = str(self.cleaned_data["article"]).strip()
        if not typed:
            return None
        if family := named(typed):
            return family
        self.offered = titled(typed, self._asked.locale)
        if len(self.offered) == 1:
            return named(self.offered[0][0])
        if self.offered:
            raise ValidationError(_("Several articles fit. Choose one."), code="several")
        raise ValidationError(
            _("No article has this ID or these words in its title."), code="unknown"
        )


def named(typed: str) -> Family | None:
    """The article with this id, or at this address."""
    found = _IN_ADDRESS.search(typed)
    there = Family.objects.exclude(kind=Kind.SNIPPET)
    family: Family | None = there.called(found[1] if found else typed).first()
    return family


def titled(words: str, locale: str) -> list[tuple[str, str]]:
    """Id and title of the published articles with all these words in the title they have there.

    Compared here: SQLite knows no small and capital letters but those of English.
    """
    wanted = _plain(words).split()
    pages = HelpPage.objects.published().read_alone().best_for(locale)
    titles = pages.order_by("title").values_list("family__slug", "title")
    fits = ((slug, title) for slug, title in titles if _has(_plain(title), wanted))
    return list(islice(fits, _MOST_OFFERED))


def _has(title: str, words: list[str]) -> bool:
    return all(word in title for word in words)


def _plain(text: str) -> str:
    """Without accents and capital letters, which nobody types the same way twice."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))
