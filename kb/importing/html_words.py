"""Words of HTML with their styles, links and pictures → the tokens of a paragraph."""

import re
from collections.abc import Callable, Iterable

from markdown_it.token import Token

from kb.importing import html_classes, tags
from kb.importing.html_tree import COMMENT, Element, TextNode
from kb.importing.inline_in import COMMENT as COMMENT_SAID
from kb.importing.problems import Log

RUNS = frozenset({"script", "style", "link", "meta", "base", "template", "noscript", "title"})
ASKS = frozenset({"form", "fieldset", "button", "select", "textarea", "label", "legend"})
ASKING = "<{}> asks for something, which an article does not; its words are kept"
_RUNNING = "an article runs, loads and hides nothing"
_BACK = frozenset({"↑", "↩", "↩︎", "↩️", "⤴"})


class WordsWriter:
    """Writes the tokens of words; afterwards `names` are the marks in them that links lead to."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.names: list[str] = []

    def tokens(self, content: Iterable[Element | TextNode]) -> list[Token]:
        """Styled words."""
        found: list[Token] = []
        for child in content:
            if isinstance(child, TextNode):
                text = re.sub(r"[ \t\r\n\f]+", " ", child.text)
                # The line is the one that the first word stands in.
                blank = child.text[: len(child.text) - len(child.text.lstrip())]
                found.append(_token("text", "", 0, child.line + blank.count("\n"), text))
            else:
                found += self._element(child)
        return found

    def _element(self, element: Element) -> list[Token]:
        tag, line = element.tag, element.line
        if tag == COMMENT:
            self.log.note(element.line, COMMENT_SAID)
            return []
        if tag in RUNS or tag in ("svg", "math") or "hidden" in element.attributes:
            self.log.note(element.line, f"<{tag}> is left out; {_RUNNING}")
            return []
        if any(name.startswith("on") for name in element.attributes):
            self.log.note(element.line, f"what <{tag}> does when it is used is left out")
        if special := _INLINE.get(tag):
            return special(self, element)
        words = self.tokens(element.content)
        if tag in ASKS:
            self.log.note(element.line, ASKING.format(tag))
        elif tag not in tags.KNOWN or tag in tags.REFUSED:
            self.log.note(element.line, f"the tag <{tag}> is left out, its words are kept")
        elif style := html_classes.style(element):
            return [_token(f"{style}_open", style, 1, line), *words, _token("", style, -1, line)]
        elif tag != "span":
            opening, closing = f"<{tag}>", f"</{tag}>"
            return [
                _token("html_inline", "", 0, line, opening),
                *words,
                _token("html_inline", "", 0, line, closing),
            ]
        return words

    def _link(self, element: Element) -> list[Token]:
        words = self.tokens(element.content)
        href = element.attributes.get("href", "").strip()
        shown = element.words.strip()
        if not href or href == "#":
            self.remember(element)
            return words
        if href.startswith("#") and shown in _BACK:
            return []
        opening = _token("link_open", "a", 1, element.line)
        opening.attrs = {"href": href}
        return [opening, *words, _token("link_close", "a", -1, element.line)]

    def _picture(self, element: Element) -> list[Token]:
        token = _token("image", "img", 0, element.line)
        token.attrs = {
            "src": element.attributes.get("src", "").strip(),
            "title": element.attributes.get("title", ""),
        }
        token.children = [_token("text", "", 0, element.line, element.attributes.get("alt", ""))]
        return [token]

    def _break(self, element: Element) -> list[Token]:
        return [_token("html_inline", "br", 0, element.line, "<br>")]

    def _input(self, element: Element) -> list[Token]:
        if element.attributes.get("type", "").lower() == "checkbox":
            sign = "☑ " if "checked" in element.attributes else "☐ "
            return [_token("text", "", 0, element.line, sign)]
        self.log.note(element.line, ASKING.format("input"))
        return []

    def remember(self, element: Element) -> None:
        """Keep the names that an element has."""
        self.names += [
            name for key in ("id", "name") if (name := element.attributes.get(key, "").strip())
        ]


_INLINE: dict[str, Callable[[WordsWriter, Element], list[Token]]] = {
    "a": WordsWriter._link,
    "img": WordsWriter._picture,
    "br": WordsWriter._break,
    "input": WordsWriter._input,
}


def bold(words: list[Token]) -> list[Token]:
    """The same words in bold."""
    return [Token("strong_open", "strong", 1), *words, Token("strong_close", "strong", -1)]


def _token(name: str, tag: str, nesting: int, line: int, content: str = "") -> Token:
    return Token(name, tag, nesting, map=[line - 1, line], content=content)
