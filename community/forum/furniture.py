"""Parts of pages that are alike but for a few words: what is alike is drawn once.

A template is drawn for each kind of what it shows, with a mark wherever a word of one's own
stands: a text, a name, a number in an address. That is kept; the words are put into it each time.
So nothing that anybody wrote is kept, and what was never read before costs no more than the rest.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils.translation import get_language

_MOST_KINDS = 500


class Example(NamedTuple):
    """What a template reads of one of a kind.

    In it `marks` stand for the words that differ within the kind, and nowhere else: each a text
    of its own, by the word's name.
    """

    read: Mapping[str, Any]
    marks: Mapping[str, str]


class Furniture[Kind: Hashable]:
    """A template, drawn once for each kind in each language; `example` gives one of a kind."""

    def __init__(self, template: str, example: Callable[[Kind], Example]) -> None:
        @lru_cache(maxsize=_MOST_KINDS)
        def drawn(_language: str | None, kind: Kind) -> str:
            read, marks = example(kind)
            html = get_template(template).render(dict(read)).replace("%", "%%")
            for name, mark in marks.items():
                html = html.replace(mark, f"%({name})s")
            return html

        self._drawn = drawn

    def with_words(self, kind: Kind, words: Mapping[str, str]) -> str:
        """The HTML of one of a kind; its words are HTML, too. Raises KeyError where one lacks."""
        return self.of_all([(kind, words)])

    def of_all(self, some: Iterable[tuple[Kind, Mapping[str, str]]]) -> str:
        """The same of several, one after the other."""
        language = get_language()
        return "".join([self._drawn(language, kind) % words for kind, words in some])
