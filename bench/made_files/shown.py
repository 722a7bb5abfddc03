"""What a reader is shown of a made file as signs, though its own system reads them as markup.

Nothing of the importer is used: the signs stand here as the dialects' documentation has them, and
plain CommonMark with GitHub's tables and strikes is asked of markdown-it.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

from bench.made_files.tree import MadeFile

_EVERYWHERE = (
    r"\[\^[^\]\s]+\]",
    r"~~\S",
    r"^\s*[-*+] \[[ xX]\] ",
    r"!?\[[^\]\n]*\]\([^)\n]*\)",
    r"<!--",
    r"^#{1,6} ",
    r"\*\*\S",
    r"^\|.*\|$",
    r"</?[a-z]+[^>\n]*>",
    r"&[a-z]+;",
)
_OF = {
    "hugo": (
        r"\{\{[<%].*?[>%]\}\}",
        r"\{#[^}\n]+\}",
        r"^\{\.[^}\n]+\}",
        r"^: ",
        r"==\S",
        r"\+\+\S",
        r"\w~\w+~",
        r"\w\^\w+\^",
        r"\\\(.*?\\\)",
        r"\$\$",
        r":[a-z_]+:",
        r"\[![A-Z]+\]",
        r"^\+\+\+",
    ),
    "docusaurus": (
        r"^:::+",
        r"</?[A-Z]\w*",
        r"^import ",
        r"^export ",
        r"\{/\*",
        r"\{[#\w.]+\}",
        r"\$\S[^$\n]*\$",
        r"</?>",
    ),
    "jekyll": (
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
        r"\{:[^}\n]*\}",
        r"^\*\[[^\]]+\]:",
        r"^: ",
        r"\$\$",
        r"^\^$",
    ),
    "github": (
        r"\[![A-Z]+\]",
        r":[a-z_+][a-z0-9_+]*:",
        r"\$\$",
        r"\$`?\S[^$\n]*\$",
        r"\[\[[^\]\n]+\]\]",
    ),
    "zendesk": (r"\{\{dc\.[^}]*\}\}",),
}
_ADDRESS = re.compile(r"(?<![\w/@\"(=])(?:https?://|www\.)[\w.-]+\.\w+")
# A page's own signs are its tags and what its system fills in; the words between them are words.
_OF_A_PAGE = re.compile(r"\{\{dc\.[^}]*\}\}|</?[a-z][^>\n]*>")
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Literal(NamedTuple):
    """A sign in a file that is shown as it stands; `line` is that of its block."""

    first: int
    last: int
    sign: str


def text_of(raw: Iterable[dict[str, Any]]) -> str:
    """What a page's stored values show as words, without code and addresses of links."""
    return "\n".join(string for value in raw for string in _strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        html = re.sub(r"</(?:p|li|h\d|blockquote)>|<br/?>", "\n", _CODE.sub(" ", value))
        yield unescape(_TAG.sub("", re.sub(r"<a [^>]*>.*?</a>", _linked, html, flags=re.DOTALL)))
    elif isinstance(value, dict) and value.get("type") != "code":
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _linked(match: re.Match[str]) -> str:
    """A link's words; an address that is a link is no bare one."""
    return _ADDRESS.sub("", match[0])


def literals(made: MadeFile, shown: str) -> list[Literal]:
    """The signs of a file's source that stand in what is shown of it."""
    found = []
    for first, last, block in _blocks(made):
        for pattern in (*_EVERYWHERE, *_OF[made.dialect]):
            for match in re.finditer(pattern, block, re.MULTILINE):
                if match[0].strip() in shown:
                    found.append(Literal(first, last, match[0].strip()))
        for match in _ADDRESS.finditer(block):
            if match[0] in shown:
                found.append(Literal(first, last, match[0]))
    return found


def _blocks(made: MadeFile) -> Iterator[tuple[int, int, str]]:
    """The source without code, block by block, with its lines."""
    if made.dialect == "zendesk":
        for number, line in enumerate(made.text.split("\n"), 1):
            yield number, number, " ".join(_OF_A_PAGE.findall(line))
        return
    body = re.sub(
        r"\A(?:---|\+\+\+)\n.*?\n(?:---|\+\+\+)\n", _same_lines, made.text, flags=re.DOTALL
    )
    if body.startswith("{\n"):
        body = re.sub(r"\A\{\n.*?\n\}\n", _same_lines, body, flags=re.DOTALL)
    lines = body.split("\n")
    for token in _PARSER.parse(body):
        if token.type in ("fence", "code_block") and token.map:
            for number in range(*token.map):
                lines[number] = ""
    text = re.sub(r"(`+)[^`]+?\1", " ", "\n".join(lines))
    text = re.sub(r"\\[^\w\s(]", " ", text)
    number = 1
    for block in re.split(r"(\n(?:[ \t]*\n)+)", text):
        count = block.count("\n")
        if block.strip():
            yield number, number + count, block
        number += count


def _same_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
