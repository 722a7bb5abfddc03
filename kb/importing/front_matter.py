"""The YAML at the top of a file. Every value is a string or a list of strings.

YAML's own guesses are not wanted here: the market `NO` is Norway, the version `2.10` is not 2.1.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml
from django.core.exceptions import ValidationError

from kb import identifiers
from kb.importing import toml_head
from kb.importing.problems import BadFile, Log
from kb.models import Kind
from portal.markets import is_market, typed

Value = str | tuple[str, ...]

Pair = tuple[str, Value | None, int]

_FENCE = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*$", re.MULTILINE)
_UNQUOTED = re.compile(
    r"^(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<text>[^\s'\"\[{|>&*#][^\n]*?)[ \t]*$", re.MULTILINE
)
_QUOTE = "put the value into quotes"
_MAX_LENGTH = 20_000
_MAX_DEPTH = 10
_LISTS = ("topics", "keywords", "products", "markets", "former_ids")
_TEXTS = ("title", "type", "summary", "source")
LIMITS = {"title": 255, "summary": 600}
# What other systems call the same.
_ALSO = {"description": "summary", "tags": "keywords"}
_KEYWORDS_LENGTH = 1000
_PRODUCT_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about its article; `lines` tells where. `source` may be "": not said."""

    title: str
    kind: str
    topics: tuple[str, ...]
    summary: str
    keywords: tuple[str, ...]
    products: tuple[str, ...]
    markets: tuple[str, ...]
    former_ids: tuple[str, ...]
    source: str
    lines: dict[str, int]


def split(text: str) -> tuple[str, int, str, int]:
    """The head with its fences, its first line, the body and its first line; raises BadFile.

    A file without front matter is all body. One in JSON, as Hugo has it, is one in YAML as well.
    """
    if text.startswith("{"):
        return _split_json(text)
    opening = _FENCE.match(text)
    if not opening:
        return "", 1, text, 1
    closing = re.compile(rf"^{re.escape(opening['mark'])}[ \t]*$", re.MULTILINE).search(
        text, opening.end()
    )
    if not closing:
        raise BadFile(1, f"the front matter is never closed; end it with {opening['mark']}")
    body = text[closing.end() + 1 :]
    return text[: closing.start()], 1, body, text.count("\n", 0, closing.end()) + 2


def _split_json(text: str) -> tuple[str, int, str, int]:
    try:
        end = json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return "", 1, text, 1
    return f"---\n{text[:end]}", 0, text[end:], text.count("\n", 0, end) + 1


def read(head: str, *, first_line: int, log: Log) -> FrontMatter:
    """Read and check the front matter; faults and what it does not know go to the log."""
    mark, _, head = head.partition("\n")
    first_line += bool(mark)
    pairs = toml_head.pairs if mark.startswith("+") else _pairs
    return checked(pairs(head, first_line), first_line=first_line, log=log)


def checked(pairs: Iterable[Pair], *, first_line: int, log: Log) -> FrontMatter:
    """What these keys say, however they are written; faults go to the log."""
    lines: dict[str, int] = {}
    values: dict[str, Value] = {}
    try:
        _keep(pairs, values, lines, log)
    except BadFile as error:
        log.fault(error.line, error.message)
    texts = {key: _text(key, values, lines, log) for key in _TEXTS}
    lists = {key: _list(key, values) for key in _LISTS}
    kind = texts["type"] or Kind.HOWTO
    if kind not in Kind.values:
        message = f"unknown type “{kind}”; write {', '.join(Kind.values)}"
        log.fault(lines.get("type", first_line), message)
    _check_lists(lists, lines, log)
    return FrontMatter(
        title=texts["title"],
        kind=kind,
        summary=texts["summary"],
        source=texts["source"],
        lines=lines,
        **lists,
    )


def _keep(
    pairs: Iterable[Pair], values: dict[str, Value], lines: dict[str, int], log: Log
) -> None:
    for written, value, line in pairs:
        key = _ALSO.get(written, written)
        if key in values:
            if key == written:
                log.fault(line, f"“{key}” stands here twice; keep one of the two")
        elif key not in _LISTS and key not in _TEXTS:
            log.note(line, f"unknown key “{key[:80]}”")
        elif value is None:
            log.fault(line, "a value is a text or a list of texts")
        else:
            values[key], lines[key] = value, line


def _pairs(head: str, first_line: int) -> Iterator[Pair]:
    """The keys of a head in YAML with their values; None is a value that is no text."""
    root = _compose(head, first_line)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise BadFile(first_line, "the front matter is not a list of “key: value”")
    for key_node, value_node in root.value:
        line = first_line + key_node.start_mark.line
        yield str(key_node.value), _value(value_node), line


def _compose(head: str, first_line: int) -> yaml.Node | None:
    if len(head) > _MAX_LENGTH:
        raise BadFile(first_line, "the front matter is too long")
    try:
        return _parsed(head, first_line)
    except yaml.MarkedYAMLError:
        head = _UNQUOTED.sub(_quoted, head)
    try:
        return _parsed(head, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise BadFile(line, f"broken YAML: {error.problem or error.context}; {_QUOTE}") from error
    except yaml.YAMLError as error:
        raise BadFile(
            first_line, f"broken YAML: {str(error).splitlines()[0]}; {_QUOTE}"
        ) from error


def _parsed(head: str, first_line: int) -> yaml.Node | None:
    _refuse_depth(head, first_line)
    node: yaml.Node | None = yaml.compose(head, Loader=_LOADER)
    return node


def _quoted(match: re.Match[str]) -> str:
    """A value with a colon or a sign of YAML in it, as the text that was meant."""
    text = match["text"].replace("'", "''")
    return f"{match['key']}: '{text}'"


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _refuse_depth(head: str, first_line: int) -> None:
    """Composing is recursive, so a deep nest must be met before it."""
    depth = 0
    for event in yaml.parse(head, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = first_line + _line_of(event)
            raise BadFile(line, "anchors and aliases are not allowed; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise BadFile(first_line + _line_of(event), "the front matter is nested too deep")


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _value(node: yaml.Node) -> Value | None:
    if isinstance(node, yaml.ScalarNode):
        return _tidy(str(node.value))
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(text for item in node.value if (text := _tidy(str(item.value))))
    return None


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _text(key: str, values: dict[str, Value], lines: dict[str, int], log: Log) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        log.fault(lines[key], f"“{key}” is one text, not a list")
        return ""
    if len(value) > (limit := LIMITS.get(key, 100)):
        log.fault(lines[key], f"“{key}” is at most {limit} characters long")
    return value


def _list(key: str, values: dict[str, Value]) -> tuple[str, ...]:
    value = values.get(key, ())
    if isinstance(value, str):
        value = tuple(part.strip() for part in value.split(",") if part.strip())
    if key == "markets":
        value = tuple(map(typed, value))
    if key == "keywords":
        value = tuple(part.strip() for word in value for part in word.split(",") if part.strip())
    return tuple(dict.fromkeys(value))


def _check_lists(lists: dict[str, tuple[str, ...]], lines: dict[str, int], log: Log) -> None:
    for key, what in (("topics", "the id of a topic"), ("former_ids", "an id")):
        for named in lists[key]:
            try:
                identifiers.validate_slug(named)
            except ValidationError:
                log.fault(lines[key], f"“{named[:80]}” is not {what}")
    for market in lists["markets"]:
        if not is_market(market):
            message = f"“{market[:20]}” is not the two-letter code of a country"
            log.fault(lines["markets"], message)
    if len(", ".join(lists["keywords"])) > _KEYWORDS_LENGTH:
        message = f"the keywords are at most {_KEYWORDS_LENGTH} characters long together"
        log.fault(lines["keywords"], message)
    if any(len(product) > _PRODUCT_LENGTH for product in lists["products"]):
        message = f"a product’s name is at most {_PRODUCT_LENGTH} characters long"
        log.fault(lines["products"], message)


def write(values: dict[str, Value]) -> str:
    """Front matter with what is not empty, in the given order."""
    filled = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value
    }
    text: str = yaml.dump(
        filled, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000
    )
    return f"---\n{text}---\n"


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
