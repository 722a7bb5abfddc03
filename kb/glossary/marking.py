"""For readers: the first use of each term on a page leads to what it means, below the text."""

import re
from html import escape, unescape

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from kb.glossary.kept import GlossaryEntry, LanguageGlossary
from portal import locales

# A sign of larger may stand in the value of an attribute.
_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^">]++|"[^"]*")*+>')
# What leads elsewhere already, names something, or is to be read letter by letter.
_LEFT_ALONE = frozenset(
    {"a", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "th", "code", "pre", "kbd"}
)


class Marks:
    """Marks the terms of a page, each once, text after text."""

    def __init__(self, words: LanguageGlossary) -> None:
        self.words = words
        self._left = {term for term, entry in self.words.entries.items() if entry.definition}
        self.used: list[GlossaryEntry] = []
        """What was marked, in the order of the text."""

    @property
    def all_words_url(self) -> str:
        """The list of all words that are explained in this language."""
        with translation.override(locales.nearest(self.words.locale)):
            return reverse("kb:words")

    def mark(self, html: SafeString) -> SafeString:
        """Sanitised HTML in which the first use of each term is a link to `#word:<term>`."""
        if not self._left:
            return html
        written: list[str] = []
        end = depth = 0
        for tag in _TAG.finditer(html):
            written.append(self._text(html[end : tag.start()], is_plain=not depth))
            written.append(tag[0])
            end = tag.end()
            if tag["name"] in _LEFT_ALONE:
                depth = max(depth - 1, 0) if tag["end"] else depth + 1
        written.append(self._text(html[end:], is_plain=not depth))
        return mark_safe("".join(written))

    def _text(self, html: str, *, is_plain: bool) -> str:
        """What stands between two tags; HTML, too, since it may hold references."""
        if not is_plain or not html.strip():
            return html
        text, written, end = unescape(html), [], 0
        for hit in self.words.allowed.find(text):
            term = next((one.term for one in hit.wordings if one.term in self._left), None)
            if term is None:
                continue
            self._left.discard(term)
            self.used.append(self.words.entries[term])
            written.append(escape(text[end : hit.start], quote=False))
            written.append(_link(term, text[hit.start : hit.end]))
            end = hit.end
        # What holds no term stays as it is, to the letter.
        return "".join([*written, escape(text[end:], quote=False)]) if written else html


def _link(term: str, word: str) -> str:
    # No heading's id has a colon in it.
    return f'<a class="term" id="use:{term}" href="#word:{term}">{escape(word, quote=False)}</a>'
