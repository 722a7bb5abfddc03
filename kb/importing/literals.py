"""Markup of other systems that no rule here reads: it stays as text, and is said.

Only a name for the kind is needed: the reader of the report looks at the line.
"""

import re
from collections.abc import Iterator

_KINDS = (
    ("a footnote", r"\[\^[^\]\s]{1,80}\]"),
    ("struck-out text", r"~~(?=\S)"),
    ("highlighted text", r"==(?=[^\s=])"),
    ("a shortcode or variable", r"\{\{|\{%"),
    ("an attribute list", r"\{[:#.][^}\n]{0,200}\}"),
    ("a comment or expression of MDX", r"\{/\*|^(?:import|export)\s.{0,200}(?:from\s|=)"),
    ("a wiki link", r"\[\[(?=[^\]\n]{1,200}\]\])"),
    ("a box to tick", r"^\[[ xX]\]\s"),
    ("a box", r"^(?::::|///|!!!|\?\?\?|\[![A-Za-z]+\])"),
    ("a table", r"^\||\|\s*:?-{3,}:?\s*\|"),
    ("a formula", r"\$\$"),
    ("a list of definitions", r"(?:^|\n):\s"),
    ("a link or picture", r"\]\(|\]\[[^\]\n]{0,200}\]"),
    ("a sign by name", r"(?<![\w:]):[a-z][a-z_]{1,30}:(?![\w:])"),
)
_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _KINDS]


def messages(text: str) -> Iterator[str]:
    """What a paragraph's words hold of other systems' markup, once for each kind."""
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            yield f"{name} cannot be read and is kept as text; write it in another way"
