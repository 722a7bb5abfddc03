"""Markup of other systems that no rule here reads: it stays as text, and is said.

Only a name for the kind is needed: the reader of the report looks at the line.
"""

import re
from collections.abc import Iterator

Signs = tuple[tuple[str, re.Pattern[str]], ...]

_TEMPLATES = (("a shortcode or variable", r"\{\{|\{%"),)
_KINDS = (
    ("a footnote", r"\[\^[^\]\s]{1,80}\]|\^\[(?=[^\]\n]{1,500}\])"),
    ("struck-out text", r"~~(?=\S)"),
    ("inserted text", r"(?<!\w)\+\+(?=[^\s+])[^+\n]{1,200}\+\+"),
    ("highlighted text", r"==(?=[^\s=])"),
    ("a lowered or raised sign", r"(?<=[^\W_])(?:~[^\W_]{1,10}~|\^[^\W_]{1,10}\^)"),
    ("a proposed change", r"\{(?:\+\+|--|~~|>>|==)"),
    *_TEMPLATES,
    ("an attribute list", r"\{[ ]?(?:[:#.]|[\w-]+=)[^}\n]{0,200}\}"),
    ("a comment or expression of MDX", r"\{/\*|^(?:import|export)\s.{0,200}(?:from\s|=)"),
    ("an expression", r"\{[A-Za-z_]\w*(?:\.\w+)+\}"),
    ("an end of a block", r"^\^$"),
    (
        "a component",
        r"</?[A-Z][\w.]{0,60}(?:\s[^>]{0,200})?\s/>|<[A-Z][\w.]{0,60}\s[^>]{0,200}=\{",
    ),
    ("a wiki link", r"\[\[(?=[^\]\n]{1,200}\]\])"),
    ("a place for the contents", r"^\[TOC\]$|^\{:toc\}"),
    ("a box to tick", r"^\[[ xX]\]\s"),
    ("a box", r"^(?::::|///|!!!|\?\?\?|===\s\"|\[![A-Za-z]+\])"),
    ("a piece of another file", r"^(?:--8<--|;--8<--|!include|@import\b|\{!)"),
    ("a table", r"^\||\|\s*:?-{3,}:?\s*\|"),
    ("a formula", r"\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,200}[^\s$\\]\$(?![\w$])"),
    ("a list of definitions", r"^:\s"),
    ("an abbreviation", r"^\*\[[^\]\n]{1,80}\]:"),
    ("a link or picture", r"\]\(|\]\[[^\]\n]{0,200}\]"),
    ("a sign by name", r"(?<![\w:/]):(?:[+-]1|100|[a-z][a-z0-9_+-]{1,40}):(?![\w:/])"),
)


def _compiled(kinds: tuple[tuple[str, str], ...]) -> Signs:
    return tuple((name, re.compile(pattern, re.MULTILINE)) for name, pattern in kinds)


MARKDOWN = _compiled(_KINDS)
MDX = MARKDOWN + _compiled((("an expression", r"\{[^{}\n]{1,200}\}"),))
HTML = _compiled(_TEMPLATES)
WORD: Signs = ()


def messages(text: str, signs: Signs) -> Iterator[tuple[int, str]]:
    """What a paragraph's words hold of other systems' markup, once for each kind.

    Each with the number of lines above it.
    """
    for name, pattern in signs:
        if match := pattern.search(text):
            line = text.count("\n", 0, match.start())
            yield line, f"{name} cannot be read and is kept as text; write it in another way"
