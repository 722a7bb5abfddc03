"""Did you mean: words that no text has replaced by what they are slips of."""

from collections.abc import Iterable, Sequence, Set

from search.analysis.analyser import analyser
from search.documents import Document
from search.engines.expansion import Expanded, Variant, Way
from search.engines.indexed_form import texts_of
from search.queries import Query
from search.ranking import enough

type Text = tuple[Set[str], Document]
"""A text that was found, with all its forms."""


def correction(query: Query, expanded: Sequence[Expanded], texts: Sequence[Text]) -> str:
    """The query with its slips replaced, as they are written in the texts found; "" if none is.

    Only words of these texts are offered, so none that may not be seen.
    """
    if query.phrases or not any(one.is_slip for term in expanded for one in term.variants):
        return ""
    fits = bool(texts) and _fits(query, texts[0][1])
    text = query.text
    for one in sorted(expanded, key=lambda one: -one.term.start):
        if written := _as_written(_offered(one.variants, fits=fits), texts):
            text = text[: one.term.start] + written + text[one.term.end :]
    return text if text != query.text else ""


def _offered(variants: Iterable[Variant], *, fits: bool) -> list[str]:
    """The words that a term may be a slip of, the likeliest first.

    When a text fits what was typed, only what is one letter away: anything else is more likely a
    word that nobody has heard of.
    """
    ways = {Way.SLIP} if fits else {Way.SLIP, Way.FAR_SLIP}
    return [one.terms[0].word for one in variants if one.way in ways]


def _fits(query: Query, best: Document) -> bool:
    """Whether the best text has most of the words, in whatever form, as they were typed."""
    if len(query.terms) < 2:
        return False
    takes_apart = analyser(best.locale)
    texts = (part for parts in texts_of(best).values() for part in parts)
    forms = {form for text in texts for one in takes_apart.all_forms(text) for form in one.all}
    met = [term for term in query.terms if not forms.isdisjoint({term.stem, *term.spellings})]
    return len(met) >= enough(len(query.terms))


def _as_written(words: Sequence[str], texts: Sequence[Text]) -> str:
    """The likeliest of these words as a text writes it."""
    for word in words:
        for forms, document in texts:
            if word in forms and (written := _written(word, document)):
                return written
    return ""


def _written(word: str, document: Document) -> str:
    """The word as it stands in a text; "" if it does not."""
    for text in (part for parts in texts_of(document).values() for part in parts):
        for token in analyser(document.locale).tokens(text):
            if token.forms.word == word:
                return text[token.start : token.end].lower()
    return ""
