"""Documents drawn at random, in the form that reading a file gives."""

import re

from hypothesis import strategies as st

from kb.blocks.applies_to import AppliesTo
from kb.blocks.code import Code
from kb.blocks.fix import Fix
from kb.blocks.image import Image
from kb.blocks.keys import Keys
from kb.blocks.kind import Block
from kb.blocks.note import NoteBox
from kb.blocks.snippet import Snippet
from kb.blocks.steps import Steps
from kb.blocks.symptoms import Symptoms
from kb.blocks.text import Text
from kb.blocks.warning import WarningBox
from kb.prose.inline import normalise
from kb.prose.nodes import (
    CodeLines,
    Heading,
    Item,
    ItemList,
    Link,
    Paragraph,
    Quote,
    Run,
    Runs,
    ThematicBreak,
)

# What Markdown gives a meaning to is drawn often; some scripts, marks and blanks are drawn too.
_CHARACTERS = st.sampled_from("ab1 .,;:!?-+*_`~#>=<&[](){}\\/\"'|^$%@ΩåءبА\u0301\u00a0😀  ")
_WORDS = st.text(_CHARACTERS, min_size=1, max_size=12)
_SAMPLES = st.sampled_from(
    [
        "1. x",
        "- x",
        "# x",
        "> x",
        ":::note",
        "```",
        "~~~",
        "---",
        "===",
        "&amp;",
        "[a](b)",
        "a*b*c",
        "https://a.example/b",
        "www.a.example",
        "a@b.example",
        "[^1]",
        "[^1]: x",
        "[ ] x",
        "import a from 'b'",
        "export const a",
        "{/* x */}",
        '=== "x"',
        "{{< ref 'x' >}}",
        "<Tabs>",
    ]
)
_LINKS = st.sampled_from(
    [
        Link("article", "reset-password"),
        Link("url", "https://example.org/a?b=c&d=(e)"),
        Link("url", "mailto:help@example.org"),
        Link("url", "/el/help/"),
    ]
)
_RUN = st.builds(
    Run,
    text=st.one_of(_WORDS, _SAMPLES, st.sampled_from(["\n", "word", "x\ny"])),
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    link=st.none() | st.none() | _LINKS,
)


def _whole(runs: list[Run]) -> Runs:
    plain = (
        run._replace(text=run.text.replace("\n", " ").replace("]:", "]")) if run.code else run
        for run in runs
    )
    return tuple(run._replace(text=re.sub(r"\n+", "\n", run.text)) for run in normalise(plain))


RUNS = st.lists(_RUN, min_size=1, max_size=5).map(_whole).filter(bool)
_ONE_LINE = RUNS.map(
    lambda runs: normalise(run._replace(text=run.text.replace("\n", " ")) for run in runs)
).filter(bool)
PARAGRAPH = RUNS.map(Paragraph)
_CODE_TEXT = st.sampled_from(["x = 1", "if a:\n    b  c\n\nd", "```\n:::", "<b>&amp;</b>", "# no"])
_CHUNK = PARAGRAPH | _CODE_TEXT.map(CodeLines)
_CHUNKS = st.lists(_CHUNK, min_size=1, max_size=3).map(tuple)


def _apart(lists: list[ItemList]) -> tuple[ItemList, ...]:
    """Neighbouring lists of one kind would be one list."""
    return tuple(
        one
        for index, one in enumerate(lists)
        if not index or one.ordered != lists[index - 1].ordered
    )


def _item_list(inner: st.SearchStrategy[tuple[ItemList, ...]]) -> st.SearchStrategy[ItemList]:
    items = st.lists(st.builds(Item, _CHUNKS, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(ItemList, st.booleans(), items)


_LISTS = _item_list(st.lists(_item_list(st.just(())), max_size=2).map(_apart))
_NODE = st.one_of(
    PARAGRAPH,
    st.builds(Heading, st.integers(2, 4), _ONE_LINE),
    st.builds(Quote, _CHUNKS),
    st.just(ThematicBreak()),
    _LISTS,
)


def _text(nodes: list[object]) -> Text:
    apart = [
        node
        for index, node in enumerate(nodes)
        if not (
            index
            and isinstance(node, ItemList)
            and isinstance(previous := nodes[index - 1], ItemList)
            and previous.ordered == node.ordered
        )
    ]
    return Text(tuple(apart))  # type: ignore[arg-type]


TEXT = st.lists(_NODE, min_size=1, max_size=5).map(_text)
BOX_NODES = st.lists(_CHUNK | _LISTS, min_size=1, max_size=3).map(lambda nodes: _text(nodes).nodes)
_STEP = st.builds(lambda chunks, lists: (*chunks, *lists), _CHUNKS, st.lists(_LISTS, max_size=1))
_PLAIN = st.sampled_from(["Solvei Hub", "2.4", "NO", "a: b", '"quoted"', "Ω&amp;*"])
BLOCK: st.SearchStrategy[Block] = st.one_of(
    TEXT,
    st.builds(NoteBox, BOX_NODES),
    st.builds(WarningBox, BOX_NODES),
    st.builds(Symptoms, st.lists(_PLAIN, min_size=1, max_size=3).map(tuple)),
    st.builds(Fix, _PLAIN, st.sampled_from(["", "a: b", "Ω&amp;*"]), st.just(()) | BOX_NODES),
    st.builds(Steps, st.lists(_STEP, min_size=1, max_size=3).map(tuple)),
    st.builds(Code, _CODE_TEXT, st.sampled_from(["", "python"])),
    st.builds(Keys, st.sampled_from(["Ctrl+R", "⌘ + `", ": :", "# *x*"])),
    st.builds(Snippet, st.sampled_from(["ring-til-os", "a1"])),
    st.builds(AppliesTo, _PLAIN, st.just("2.4"), st.sampled_from(["", "NO"])),
    st.builds(
        Image,
        st.sampled_from(["a.png", "../images/b (1).png"]),
        st.sampled_from(["", "A *hub*", "[x]"]),
        st.sampled_from(["", 'Say "hi" \\ &amp;']),
        shows_words=st.booleans(),
    ),
)


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    """Neighbouring texts would be one text."""
    return tuple(
        block
        for index, block in enumerate(blocks)
        if not (index and isinstance(block, Text) and isinstance(blocks[index - 1], Text))
    )


BODY = st.lists(BLOCK, min_size=1, max_size=5).map(_joined)
