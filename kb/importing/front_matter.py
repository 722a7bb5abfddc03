"""The YAML at the top of a file. Every value is a string or a list of strings.

YAML's own guesses are not wanted here: the market `NO` is Norway, the version `2.10` is not 2.1.
"""

import re
from dataclasses import dataclass

import yaml
from django.core.exceptions import ValidationError

from kb import identifiers
from kb.importing.problems import BadFile, Note
from kb.models import Kind
from portal import locales
from portal.markets import is_market, typed

Value = str | tuple[str, ...]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MAX_LENGTH = 20_000
_MAX_DEPTH = 10
_LISTS = ("topics", "keywords", "products", "markets")
_TEXTS = ("title", "type", "summary", "source")
_LIMITS = {"title": 255, "summary": 600}
_KEYWORDS_LENGTH = 1000
_PRODUCT_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about its article; `lines` tells where."""

    title: str
    kind: str
    topics: tuple[str, ...]
    summary: str
    keywords: tuple[str, ...]
    products: tuple[str, ...]
    markets: tuple[str, ...]
    source: str
    lines: dict[str, int]


def split(text: str) -> tuple[str, int, str, int]:
    """The YAML and its first line, the body and its first line; raises BadFile."""
    if not text.startswith("---"):
        raise BadFile(1, "the file does not begin with front matter (---)")
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        raise BadFile(1, "the front matter is never closed (---)")
    head = text[opening.end() + 1 : closing.start()]
    body = text[closing.end() + 1 :]
    return head, 2, body, text.count("\n", 0, closing.end()) + 2


def read(head: str, *, first_line: int, notes: list[Note]) -> FrontMatter:
    """Read and check the front matter; raises BadFile, and notes what it does not know."""
    values, lines = _values(head, first_line, notes)
    texts = {key: _text(key, values, lines) for key in _TEXTS}
    lists = {key: _list(key, values) for key in _LISTS}
    if not texts["title"]:
        raise BadFile(lines.get("title", first_line), "there is no title")
    if texts["type"] not in Kind.values:
        message = f"unknown type “{texts['type']}”" if texts["type"] else "there is no type"
        raise BadFile(lines.get("type", first_line), message)
    _check_lists(lists, lines)
    return FrontMatter(
        title=texts["title"],
        kind=texts["type"],
        summary=texts["summary"],
        source=texts["source"] or locales.DEFAULT,
        lines=lines,
        **lists,
    )


def _values(
    head: str, first_line: int, notes: list[Note]
) -> tuple[dict[str, Value], dict[str, int]]:
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    root = _compose(head, first_line)
    if not isinstance(root, yaml.MappingNode):
        raise BadFile(first_line, "the front matter is not a list of “key: value”")
    for key_node, value_node in root.value:
        line = first_line + key_node.start_mark.line
        key = str(key_node.value)
        if key in values:
            raise BadFile(line, f"“{key}” stands here twice")
        if key not in _LISTS and key not in _TEXTS:
            notes.append(Note(line, f"unknown key “{key}”"))
            continue
        values[key] = _value(value_node, line)
        lines[key] = line
    return values, lines


def _compose(head: str, first_line: int) -> yaml.Node | None:
    if len(head) > _MAX_LENGTH:
        raise BadFile(first_line, "the front matter is too long")
    try:
        _refuse_depth(head, first_line)
        node: yaml.Node | None = yaml.compose(head, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise BadFile(line, f"broken YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise BadFile(first_line, f"broken YAML: {str(error).splitlines()[0]}") from error
    return node


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _refuse_depth(head: str, first_line: int) -> None:
    """Composing is recursive, so a deep nest must be met before it."""
    depth = 0
    for event in yaml.parse(head, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = first_line + _line_of(event)
            raise BadFile(line, "anchors and aliases are not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise BadFile(first_line + _line_of(event), "the front matter is nested too deep")


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _value(node: yaml.Node, line: int) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return _tidy(str(node.value))
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(text for item in node.value if (text := _tidy(str(item.value))))
    raise BadFile(line, "a value is a text or a list of texts")


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _text(key: str, values: dict[str, Value], lines: dict[str, int]) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise BadFile(lines[key], f"“{key}” is one text, not a list")
    if len(value) > (limit := _LIMITS.get(key, 100)):
        raise BadFile(lines[key], f"“{key}” is at most {limit} characters long")
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


def _check_lists(lists: dict[str, tuple[str, ...]], lines: dict[str, int]) -> None:
    for topic in lists["topics"]:
        try:
            identifiers.validate_slug(topic)
        except ValidationError as error:
            raise BadFile(lines["topics"], f"“{topic[:80]}” is not the id of a topic") from error
    for market in lists["markets"]:
        if not is_market(market):
            message = f"“{market[:20]}” is not the two-letter code of a country"
            raise BadFile(lines["markets"], message)
    if len(", ".join(lists["keywords"])) > _KEYWORDS_LENGTH:
        message = f"the keywords are at most {_KEYWORDS_LENGTH} characters long together"
        raise BadFile(lines["keywords"], message)
    if any(len(product) > _PRODUCT_LENGTH for product in lists["products"]):
        message = f"a product’s name is at most {_PRODUCT_LENGTH} characters long"
        raise BadFile(lines["products"], message)


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
