"""Every sentence that our code or templates ask gettext for is one that catalogues can hold."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import FilterExpression, Node, NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from portal import locales
from tools.messages import PACKAGES, REPOSITORY, read_catalogue

# Where each function of django.utils.translation takes context and message: by position.
TAKES: dict[str, tuple[int | None, tuple[int, ...]]] = {
    "gettext": (None, (0,)),
    "gettext_noop": (None, (0,)),
    "ngettext": (None, (0, 1)),
    "pgettext": (0, (1,)),
    "npgettext": (0, (1, 2)),
}
TAKES |= {f"{name}_lazy": takes for name, takes in TAKES.items() if name != "gettext_noop"}

UNKNOWN_UNTIL_IT_RUNS = {
    "kb/tree.py": "the titles of containers, each named by gettext_noop in the table above",
    "portal/accounts/templatetags/group_form.py": "names of rights, which the database holds",
}
"""Where a message is no literal, and why."""

type Call = tuple[str, str | None, tuple[str, ...] | None]
"""Where it stands, its context, and its messages; None where one of them is no literal."""


def _files(pattern: str) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((REPOSITORY / package).rglob(pattern))


def _aliases(tree: ast.AST) -> dict[str, str]:
    """Each name that a module has for a gettext function: `_`, `translation.gettext` …"""
    names: dict[str, str] = {}
    modules = {"django.utils.translation"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            modules |= {one.asname or one.name for one in node.names if one.name == "translation"}
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {one.asname or one.name: one.name for one in node.names if one.name in TAKES}
        elif isinstance(node, ast.Import):
            modules |= {one.asname for one in node.names if one.asname and one.name in modules}
    names |= {f"{module}.{name}": name for module, name in product(modules, TAKES)}
    # A second name of a name, however far.
    assigned = [
        (target, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    for _round in assigned:
        for target, value in assigned:
            if isinstance(value, ast.Name | ast.Attribute) and ast.unparse(value) in names:
                names[ast.unparse(target)] = names[ast.unparse(value)]
    return names


def _calls(source: str, place: str) -> Iterator[Call]:
    tree = ast.parse(source)
    names = _aliases(tree)
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := names.get(ast.unparse(node.func))):
            called.add(node.func)
            where = f"{place}:{node.lineno}"
            context, messages = TAKES[name]
            taken = [*([] if context is None else [context]), *messages]
            literals = [_literal(node, position) for position in taken]
            if None in literals:
                yield where, None, None
            elif context is None:
                yield where, None, tuple(map(str, literals))
            else:
                yield where, literals[0], tuple(map(str, literals[1:]))
    for node in ast.walk(tree):
        # Handed on, as to map(): nobody can say with what it will be called.
        loaded = isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
        handed_on = loaded and ast.unparse(node) in names and node not in called
        if handed_on and not _is_assigned(tree, node):
            yield f"{place}:{node.lineno}", None, None


def _is_assigned(tree: ast.AST, value: ast.AST) -> bool:
    return any(
        node.value is value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
    )


def _literal(call: ast.Call, position: int) -> str | None:
    given = call.args[position] if position < len(call.args) else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    return None


def _all_calls() -> list[Call]:
    return [
        call
        for path in _files("*.py")
        for call in _calls(path.read_text("utf-8"), path.relative_to(REPOSITORY).as_posix())
    ]


@pytest.mark.parametrize("code", locales.codes())
def test_what_the_code_says_is_in_every_catalogue(code: str) -> None:
    catalogue = read_catalogue(code)
    lost = [
        (where, messages)
        for where, context, messages in _all_calls()
        if messages and catalogue.get(messages[0], context) is None
    ]
    assert lost == []


def test_what_the_code_says_is_a_literal() -> None:
    """What is put together while it runs is in no catalogue, and stays English without a word."""
    unknown = {where.partition(":")[0] for where, _, messages in _all_calls() if messages is None}
    assert unknown == UNKNOWN_UNTIL_IT_RUNS.keys()


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.translation import gettext as _now\n_now('Καλημέρα')",
        "from django.utils.translation import pgettext_lazy as said\nsaid('το πρωί', 'Καλημέρα')",
        "from django.utils import translation as words\nwords.ngettext('Καλημέρα', 'Πολλές', 2)",
        "import django.utils.translation\ndjango.utils.translation.gettext_noop('Καλημέρα')",
        "from django.utils.translation import gettext\nanother = gettext\nanother('Καλημέρα')",
    ],
)
def test_a_call_is_found_under_any_name(source: str) -> None:
    assert ["Καλημέρα" in (messages or ()) for _, _, messages in _calls(source, "")] == [True]


@pytest.mark.parametrize("made", ["map(gettext, words)", "gettext(word)", "gettext(f'{word}')"])
def test_a_call_with_no_literal_is_found(made: str) -> None:
    calls = _calls(f"from django.utils.translation import gettext\n{made}", "")
    assert [messages for _, _, messages in calls] == [None]


def _nodes(nodes: NodeList | Node, kind: type[Node]) -> list[Node]:
    return list(nodes.get_nodes_by_type(kind))


def _templates() -> Iterator[tuple[str, NodeList]]:
    engine = engines["django"].engine
    for path in (*_files("*.html"), *_files("*.txt")):
        if "templates" in path.parts:
            text = path.read_text("utf-8")
            name = path.relative_to(REPOSITORY).as_posix()
            yield name, engine.from_string(text).nodelist


def test_what_a_template_translates_is_a_literal() -> None:
    said = [
        (name, node.filter_expression)
        for name, nodes in _templates()
        for node in _nodes(nodes, TranslateNode)
        if isinstance(node, TranslateNode)
    ]
    assert len(said) > 100
    assert [one for one in said if not _is_literal(one[1])] == []


def _is_literal(said: FilterExpression) -> bool:
    return not said.filters and isinstance(getattr(said.var, "literal", said.var), str)


def test_a_number_that_a_template_counts_is_written_as_its_language_writes_it() -> None:
    """A counter is a bare number: what is shown is another name, behind the filter `number`."""
    bare = [
        (name, node.countervar)
        for name, nodes in _templates()
        for node in _nodes(nodes, BlockTranslateNode)
        if isinstance(node, BlockTranslateNode) and node.countervar
        if node.countervar in {token.contents for token in (*node.singular, *node.plural)}
    ]
    assert bare == []
