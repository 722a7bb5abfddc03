"""The terms of a text that is translated: what each is called in the other language."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.glossary.finding import Finder, Wording
from kb.glossary.kept import GlossaryEntry, LanguageGlossary, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """A term where it stands in a text, and its word in the language that this is translated into.

    `source` is the word of the text's language, `target` the approved one ("": there is none yet),
    `forms` what else may be used for it, `forbidden` what must not. `definition` is that of the
    target language, else of the source's; `definition_locale` says which. `note` is for
    translators.
    """

    term: str
    start: int
    end: int
    source: str
    target: str = ""
    forms: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    definition: str = ""
    definition_locale: str = ""
    note: str = ""


def terms_in(text: str, source_locale: str, target_locale: str) -> tuple[TermPair, ...]:
    """The terms of a plain text in one language, with their words in another, in order.

    One pair for each place; where terms share a word, one for each of them. A query for each
    language at most, and none as long as nothing public has changed.
    """
    ours, theirs = words_of(source_locale), words_of(target_locale)
    return tuple(
        _pair(hit.start, hit.end, ours.entries[wording.term], ours, theirs)
        for hit in ours.allowed.find(text)
        for wording in _first_of_each(hit.wordings)
    )


def once_each(pairs: Iterable[TermPair]) -> tuple[TermPair, ...]:
    """The same without what was there before."""
    return tuple({pair.term: pair for pair in reversed(tuple(pairs))}.values())[::-1]


def missing(pair: TermPair, text: str, locale: str) -> bool:
    """Whether a translation has no word for a term that has one."""
    if not pair.target:
        return False
    wordings = (Wording(word, pair.term) for word in (pair.target, *pair.forms))
    return pair.term not in Finder(locale, wordings).terms(text)


def forbidden_in(pair: TermPair, text: str, locale: str) -> tuple[str, ...]:
    """The words in a translation that must not be used for a term, as they stand there."""
    entry = GlossaryEntry(
        term=pair.term, word=pair.target, forms=pair.forms, forbidden=pair.forbidden
    )
    hits = Finder(locale, entry.wordings()).find(text) if pair.forbidden else ()
    found = (text[one.start : one.end] for one in hits if one.wordings[0].is_forbidden)
    return tuple(dict.fromkeys(found))


def _first_of_each(wordings: Iterable[Wording]) -> Iterable[Wording]:
    return {wording.term: wording for wording in wordings}.values()


def _pair(
    start: int, end: int, entry: GlossaryEntry, ours: LanguageGlossary, theirs: LanguageGlossary
) -> TermPair:
    other = theirs.entries.get(entry.term)
    is_defined_there = other is not None and bool(other.definition)
    return TermPair(
        term=entry.term,
        start=start,
        end=end,
        source=entry.word,
        target=other.word if other else "",
        forms=other.forms if other else (),
        forbidden=other.forbidden if other else (),
        definition=other.definition if other and is_defined_there else entry.definition,
        definition_locale=theirs.locale if is_defined_there else ours.locale,
        note=other.note if other and other.note else entry.note,
    )
