"""Styled text → Markdown.

Emphasis is written so that CommonMark's flanking rules see it: where a letter would stand in the
way of a delimiter, the letter is written as an entity.
"""

import re
import unicodedata

from kb.prose import addresses
from kb.prose.nodes import Link, Run, Runs

# What a reader of Markdown takes for an address, and for a line of program (MDX).
_BARE_ADDRESS = (
    r"(?<=(?i:http)):(?=//)|(?<=(?i:https)):(?=//)|(?<=(?i:\bwww))\.(?=\w)"
    r"|(?<=[\w.+-])@(?=[\w-]+\.\w)"
)
_PROGRAM = (
    r"import(?=\s.*[\"'{])"
    r"|export(?=\s+(?:(?:const|let|var)\b.*=|default\s+\S+$|.*\bfunction\b.*\(|.*\bclass\b.*\{))"
)

_SPECIAL = re.compile(
    rf"[\\`*\[\]<]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|!(?=$|\[)|\{{(?=/\*)|{_BARE_ADDRESS}"
)
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}|[-+]|>|=+|-+)(?=\s|$)|(?P<quote>>)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|(?P<fence>:::|///|~~~|!!!|\?\?\?)|(?P<rule>[-=])(?=[-= ]*$)"
    rf"|(?P<row>[-:|])(?=[-:| ]*$)|(?P<program>{_PROGRAM})"
)
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\]+")
_BLANKS = (" ", "\u00a0")
_ATTRIBUTES = ("link", "bold", "italic")


def inline(runs: Runs) -> str:
    """The Markdown of a paragraph's or heading's text."""
    both = any(run.bold for run in runs)
    text = _write(list(runs), "*" if not both else "_", frozenset())
    return "\\\n".join(_safe_start(line) for line in text.split("\n"))


def _safe_start(line: str) -> str:
    match = _LINE_START.match(line)
    if not match:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end('number') :]}"
    if match["program"]:
        return _first_as_entity(line)
    return f"\\{line}"


def escape_text(text: str) -> str:
    """Plain text, safe in the middle of a line."""
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return "&amp;" if match[0] == "&" else f"\\{match[0]}"


def _write(runs: list[Run], italic: str, done: frozenset[str]) -> str:
    """The runs, in those styles that are not yet open around them."""
    text = ""
    start = 0
    escape_next = False
    while start < len(runs):
        name, end = _longest(runs, start, done)
        if not name:
            piece, end = _leaf(runs[start]), start + 1
            delimiter = ""
        else:
            delimiter = {"bold": "**", "italic": italic}.get(name, "")
            piece = _write(runs[start:end], italic, done | {name})
            piece = piece if delimiter else _linked(piece, runs[start:end])
        if escape_next:
            piece = _first_as_entity(piece)
        if delimiter:
            piece = _first_as_entity(piece) if piece[:1] in _BLANKS else piece
            text = _open(text, piece, delimiter)
            escape_next = _stuck(piece[-1:], _following(runs, end), delimiter)
            piece = f"{delimiter}{piece}{delimiter}"
        else:
            escape_next = False
        text += piece
        start = end
    return text


def _longest(runs: list[Run], start: int, done: frozenset[str]) -> tuple[str, int]:
    """Which style begins here and reaches farthest, and where it ends."""
    best, best_end = "", start
    for name in _ATTRIBUTES:
        value = getattr(runs[start], name)
        if name in done or not value:
            continue
        end = start + 1
        while end < len(runs) and getattr(runs[end], name) == value:
            end += 1
        if end > best_end:
            best, best_end = name, end
    return best, best_end


def _following(runs: list[Run], end: int) -> str:
    return runs[end].text[:1] if end < len(runs) else ""


def _is_punctuation(character: str) -> bool:
    # A line break is written as a backslash.
    return character == "\n" or unicodedata.category(character)[0] in "PS"


def _stuck(inner: str, outer: str, delimiter: str) -> bool:
    """Whether a delimiter between these two characters would not be seen as one."""
    if not inner or not outer or outer.isspace() or _is_punctuation(outer):
        return False
    return delimiter == "_" or _is_punctuation(inner)


def _open(text: str, piece: str, delimiter: str) -> str:
    if text and _stuck(piece[:1], text[-1], delimiter):
        return f"{text[:-1]}&#{ord(text[-1])};"
    return text


def _first_as_entity(piece: str) -> str:
    first = piece[:1]
    if not first or _is_punctuation(first):
        return piece
    return f"&#{ord(first)};{piece[1:]}"


def _leaf(run: Run) -> str:
    if not run.code:
        return escape_text(run.text)
    longest = max((len(ticks) for ticks in re.findall(r"`+", run.text)), default=0)
    ticks = "`" * (longest + 1)
    text = run.text.replace("\n", " ")
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _linked(piece: str, runs: list[Run]) -> str:
    link = runs[0].link
    assert link is not None
    if _is_autolink(runs, link):
        return f"<{link.target}>"
    return f"[{piece}]({address(addresses.write(link))})"


def _is_autolink(runs: list[Run], link: Link) -> bool:
    return (
        len(runs) == 1
        and link.kind == "url"
        and runs[0].text == link.target
        and not (runs[0].bold or runs[0].italic or runs[0].code)
        and re.fullmatch(r"https?://[\w./?=#~+-]+", link.target, re.ASCII) is not None
    )


def address(target: str) -> str:
    """A link's destination."""
    if _PLAIN_ADDRESS.fullmatch(target):
        return target.replace("&", "&amp;") if re.search(r"&#?\w+;", target) else target
    escaped = re.sub(r"([\\<>])", r"\\\1", target).replace("\n", "%0A")
    return f"<{escaped}>"
