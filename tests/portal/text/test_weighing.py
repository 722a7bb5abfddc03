"""A post's HTML is never much larger than its source, and never costs much more to make."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from portal.text import clean_text, render_markdown
from portal.text import markdown as rendering
from portal.text.markdown import LONGEST, is_within_bound
from portal.text.weighing import bound

LONG = "x" * 9_000
# Each a few bytes that become many, again and again; the shortest way to each kind of markup.
ATTACKS = {
    "missing cells": "|a" * 500 + "\n" + "|-" * 500 + "\n" + "|\n" * 500,
    "missing cells, longest": "|a" * 1_500 + "\n" + "|-" * 1_500 + "\n" + "|\n" * 6_900,
    "many tables": "|a|b|\n|-|-|\n||\n\n" * 1_200,
    "a long reference": f"[a]: {LONG}\n\n" + "[a]" * 3_600,
    "a long title": f'[a]: b "{LONG}"\n\n' + "[a]" * 3_600,
    "a foreign reference": f"[a]: http://{'é' * 9_000}\n\n" + "[a]" * 3_600,
    "links of nothing": "[](b)" * 4_000,
    "short addresses": "http://a " * 2_200,
    "short mail addresses": "<a@b>" * 4_000,
    "long address in a link's words": ("http://" + "a" * 1_990 + " ") * 10,
    "turns of lists": "*\n-\n" * 5_000,
    "empty items": "*\n" * 10_000,
    "numbered items": "1.\n2)\n" * 2_800,
    "deep lists": "".join("  " * depth + "* a\n" for depth in range(140)),
    "deep quotes": (">" * 90 + "\n\n") * 215,
    "quotes in turn": "".join(">" * (depth % 90) + " a\n\n" for depth in range(420)),
    "headings": "#\n" * 10_000,
    "underlined headings": "a\n-\n" * 5_000,
    "paragraphs": "a\n\n" * 6_600,
    "code blocks": "```\n```\n" * 2_500,
    "line breaks": "a\\\n" * 6_600,
    "rules": "***\n" * 5_000,
    "emphasis": "*a*" * 6_600,
    "strong emphasis": "**a**" * 4_000,
    "strokes": "~~a~~" * 4_000,
    "code": "`a`b" * 5_000,
    "ampersands": "&" * 20_000,
    "references to characters": "&a;" * 6_600,
    "one letter for two": "&NotGreaterFullEqual;" * 950,
    "brackets": "<" * 20_000,
    "quotation marks": '"' * 20_000,
    "more than Markdown reads": "&a<>\n" * 20_000,
}
PIECES = [
    *("|", "|a", "|-", "|\n", "\n", "\n\n", "> ", ">", "- ", "*\n-\n", "1.\n", "#\n", "    a"),
    *(
        "[a]",
        "[a]: ",
        "[](b)",
        '[a]: b "',
        "http://a ",
        "<a@b>",
        "<",
        "&",
        "&lt;",
        '"',
        "`",
        "```\n",
    ),
    *("*a*", "**", "~~", "\\\n", "a", "é", "\U0001f98a", "x" * 300),
]
# What grows out of bounds repeats itself.
repeated = st.tuples(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.integers(1, 900)
)
amplifying = st.lists(repeated, min_size=1, max_size=5).map(
    lambda runs: "".join("".join(run) * times for run, times in runs)[: LONGEST + 1]
)


def size(source: str) -> int:
    return len(render_markdown(source).encode())


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS)
def test_no_attack_makes_a_page_large(source: str) -> None:
    assert size(source) <= 4 * len(source.encode()) + 8_192


@settings(deadline=None, max_examples=100)
@given(amplifying)
def test_no_repetition_makes_a_page_large(source: str) -> None:
    assert size(source) <= bound(clean_text(source))


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=200), st.integers(1, 100))
def test_no_text_makes_a_page_large(text: str, times: int) -> None:
    assert size(text * times) <= bound(clean_text(text * times))


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS)
def test_what_is_rendered_is_bounded_before_the_sanitiser_reads_it(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is bounded by what it makes: by pieces first, then by what they hold."""
    read: list[int] = []

    def sanitise(text: str, policy: str) -> str:
        read.append(len(text.encode()))
        return text

    monkeypatch.setattr(rendering, "sanitise_html", sanitise)
    is_within_bound(source)
    # A piece may write some thirty bytes of markup, and four or five for each it holds.
    assert all(made <= 35 * bound(source) for made in read)


def test_the_parser_stops_as_soon_as_there_are_too_many_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = ATTACKS["missing cells, longest"]
    most = bound(source)
    made = 0
    push = rendering.Weighed.append

    def counted(self: rendering.Weighed, token: rendering.Token) -> None:
        nonlocal made
        made += 1
        push(self, token)

    monkeypatch.setattr(rendering.Weighed, "append", counted)
    assert not is_within_bound(source)
    assert made == most + 1
    assert len(MarkdownIt("commonmark").enable("table").parse(source)) > 2 * most


class Words(HTMLParser):
    """The text of some HTML, as it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.text += "\n" if tag == "br" else ""


@given(st.text(st.sampled_from('&#<>";ab1\nλ'), min_size=1, max_size=40))
def test_what_is_shown_as_typed_reads_as_it_was_typed(text: str) -> None:
    """Also where an ampersand stands for itself and is not written as more."""
    words, typed = Words(), text * (LONGEST // len(text) + 1)
    words.feed(render_markdown(typed))
    words.close()
    assert words.text == typed.strip()


@pytest.mark.parametrize(
    "source",
    [
        *("|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 20, "- [a](https://example.com/a)\n" * 40),
        *("> " * 5 + "a", "1. *a* **b** `c`\n" * 50, "# A\n\nλόγια " * 100),
        "see https://example.com/help/valve-blocked and then\n" * 300,
    ],
)
def test_what_people_write_is_rendered(source: str) -> None:
    assert is_within_bound(source)
    assert render_markdown(source) != source
