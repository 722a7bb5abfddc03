"""Queries in another language than the reader's, or typed on another keyboard than was meant.

What is known from the letters alone costs nothing: a query in Greek letters is looked up in Greek
too, whoever asks, in the same two round trips. What the letters cannot tell is tried only when the
reader's own reading has found nothing that fits: the keys read on another layout, then the
languages that share the script. The evidence is the result: a reading counts when something fits
it, and then its words are shown as what was meant. So an exact hit is never overridden, and only a
search that would have been a weak answer costs more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from portal import locales
from search.analysis import keyboards
from search.results import Results
from search.tuning import in_force

# The languages that are told by their letters; all others of ours are written in Latin ones.
_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
}
_LATIN = re.compile("[a-zæøåäöß]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to take a query: its words, and languages beyond those offered anyway."""

    text: str
    also: tuple[str, ...] = ()
    is_converted: bool = False


def first(text: str, locale: str) -> Reading:
    """The query as it was typed, also in the language that its letters tell of."""
    chain = locales.fallback_chain(locale)
    told = (code for code, letters in _SCRIPTS.items() if letters.search(text))
    return Reading(text, tuple(code for code in told if code not in chain))


def others(text: str, locale: str) -> list[Reading]:
    """What else it may be, the likeliest first; nothing for codes, quoted and protected words."""
    query = in_force.current().of(locale).parse(text)
    if query.phrases or any(term.is_code or term.is_protected for term in query.terms):
        return []
    if not query.terms:
        return []
    found = [Reading(one, is_converted=True) for one in keyboards.readings(text, locale)]
    if _LATIN.search(text):
        chain = locales.fallback_chain(locale)
        known = (code for code in locales.codes() if code not in _SCRIPTS)
        if also := tuple(code for code in known if code not in chain):
            found.append(Reading(text, also))
    return found


def recognised(results: Results, locale: str, ask: Callable[[Reading], Results]) -> Results:
    """The results themselves if something fits, else those of the first reading that does."""
    if not results.weak:
        return results
    for reading in others(results.query, locale):
        found = ask(reading)
        if not found.weak:
            meant = reading.text if reading.is_converted else found.did_you_mean
            return replace(found, query=results.query, did_you_mean=meant)
    return results
