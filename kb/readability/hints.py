"""All rules of plain words, and what they find in a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from kb.readability.found import Check, TextContext
from kb.readability.rules import links, pictures, sentences, steps, terms, titles, untranslated
from kb.readability.texts import ReadableText

_MOST = 50
"""So many of each rule are told: nobody reads more, and the next time there are fewer."""
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class HintRule:
    """What is looked for, and what an editor does about it."""

    check: Check
    remedy: Any


RULES: Mapping[str, HintRule] = {
    "title": HintRule(
        titles.check_title,
        _("Lists and search results cut it off. Say in fewer words what the article is about."),
    ),
    "sentence": HintRule(
        sentences.check_length, _("Make two of it, or leave out what readers do not need.")
    ),
    "step": HintRule(steps.check_acts, _("Give each thing to do a step of its own.")),
    "abbreviation": HintRule(
        terms.check_abbreviations,
        _("Write it in full where it stands first, with the short form in brackets."),
    ),
    "term": HintRule(
        terms.check_terms, _("Explain it in the glossary, or use a word that all know.")
    ),
    "picture": HintRule(
        pictures.check_alternative,
        _("Say what the picture shows, for people who cannot see it."),
    ),
    "link": HintRule(links.check_links, _("Lead to another page, or take the link away.")),
    "untranslated": HintRule(untranslated.check_translated, _("Translate it.")),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """What a rule found: in words, what to do, where (as a path in the editor), and a quote."""

    rule: str
    words: str
    remedy: Any
    place: str
    quote: str


def hints(text: ReadableText, known: TextContext | None = None) -> list[Hint]:
    """What could be plainer, rule by rule, each in the order of the text."""
    around = known or TextContext()
    return [
        Hint(name, found.words, rule.remedy, found.place, _shortened(found.quote))
        for name, rule in RULES.items()
        for found in islice(rule.check(text, around), _MOST)
    ]


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
