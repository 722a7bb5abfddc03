"""A post in a mail: readable as plain text, the same as HTML, leading nowhere, and bounded."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text.cleaning import clean_text
from portal.text.quoting import SHOWN, quotation
from portal.text.weighing import bound
from tests.portal.text.test_markdown import Inspector, hostile

WRITTEN = """## Βήματα

Άνοιξε την **εφαρμογή** και:

1. Πάτα *Σύνδεση*
2. Διάλεξε:
   - δίκτυο
   - κωδικό

> Δεν βρίσκει δίκτυο.

| Φως | Σημαίνει |
|---|---|
| κόκκινο | `E-1042` |

```
reset --all
```
Δες [τον οδηγό](https://example.com/a) ή https://example.com/b."""

READ = """Βήματα

Άνοιξε την εφαρμογή και:

1. Πάτα Σύνδεση
2. Διάλεξε:
   • δίκτυο
   • κωδικό

> Δεν βρίσκει δίκτυο.

Φως | Σημαίνει
κόκκινο | E-1042

    reset --all

Δες τον οδηγό (https://example.com/a) ή https://example.com/b."""


def test_a_post_is_read_as_plain_text_without_its_markup() -> None:
    assert quotation(WRITTEN).plain == READ


def test_its_html_has_the_same_words_and_leads_nowhere() -> None:
    html = quotation(WRITTEN).html
    for part in ("<ol>", "<table>", '<blockquote dir="auto">', "<pre", "(https://example.com/a)"):
        assert part in html
    assert "<a" not in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- - α\n  - β", "• • α\n  • β"),
        ("- > α\n-", "• > α\n\n•"),
        ("> α\n>\n> - β\n\nγ", "> α\n>\n> • β\n\nγ"),
        ("3. α\n\n   β\n4. γ", "3. α\n\n   β\n\n4. γ"),
        ("<b>α</b> \\* &amp; <https://e.x/>", "<b>α</b> * & https://e.x/"),
        ("[](https://e.x/) [a@e.x](mailto:a@e.x)", "https://e.x/ a@e.x"),
        ("α\n\n---\n\nβ", "α\n\n———\n\nβ"),
        ("", ""),
    ],
)
def test_every_kind_of_block_stays_readable(written: str, read: str) -> None:
    assert quotation(written).plain == read


def test_a_long_post_is_cut_between_its_paragraphs() -> None:
    paragraph = "حرارة الغرفة " * 40
    quoted = quotation(f"{paragraph}\n\n- {paragraph}\n\n{paragraph}\n\n{paragraph}")
    assert quoted.plain.endswith("\n\n…")
    assert quoted.plain.count(paragraph.strip()) == 2
    assert len(quoted.plain) <= SHOWN + 20
    assert quoted.html.endswith('<p dir="auto">…</p>\n')
    assert len(quotation("α" * 9_000).plain) == SHOWN


def test_what_grows_out_of_bounds_is_quoted_as_typed() -> None:
    for grown in ("|a" * 200 + "\n" + "|-" * 200 + "\n" + "|\n" * 400, "[a][x]" * 250):
        text = f"{grown[:1_300]}\n\n[x]: https://e.x/{'a' * 150}"
        quoted = quotation(text)
        assert len(quoted.html.encode()) <= bound(text)
        assert len(quoted.plain.encode()) <= bound(text)


@settings(max_examples=300)
@given(hostile.map(lambda text: text * 3) | st.text(max_size=300))
def test_whatever_is_written_the_html_is_ours_and_the_plain_text_within_bounds(text: str) -> None:
    quoted = quotation(text)
    inspector = Inspector("mail")
    inspector.feed(quoted.html)
    assert inspector.wrong == []
    assert len(quoted.plain) <= bound(clean_text(text))
    assert not re.search(r"[\x00\ud800-\udfff]", quoted.plain)
