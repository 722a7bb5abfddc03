"""For readers: the first use of a term leads to what it means, on the same page."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from kb import links
from kb.glossary.kept import GlossaryEntry, LanguageGlossary
from kb.glossary.marking import Marks
from kb.models import HelpPage
from tests.factories.glossary import make_term, say
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
_MARK = re.compile(r'<a class="term" id="use:([^"]+)" href="#word:([^"]+)">([^<]*)</a>')
BODY = [
    ("text", "<h2>Ο κόμβος</h2><p>Δείτε <code>κόμβος</code> και <a href='/el/'>κόμβος</a>.</p>"),
    ("steps", ["<p>Μεταφέρετε τον <b>κόμβο</b>.</p>", "<p>Ο κόμβος είναι έτοιμος.</p>"]),
    ("note", {"text": "<p>Κλείστε τη βαλβίδα.</p>"}),
]


def defined() -> None:
    say(make_term("hub"), "el", "κόμβος", definition="Συνδέει <τις> συσκευές.")
    say(make_term("valve"), "el", "βαλβίδα", definition="Ανοίγει και κλείνει το νερό.")


def read(page: HelpPage, client: Client, reader: str = "el") -> str:
    response = client.get(f"/{reader}/help/{page.family.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_use_is_marked_and_no_other(client: Client) -> None:
    defined()
    html = read(make_page(locale="el", body=BODY, title="Ο κόμβος"), client)
    assert _MARK.findall(html) == [("hub", "hub", "κόμβο"), ("valve", "valve", "βαλβίδα")]
    assert "<b><a class=" in html


def test_a_mark_leads_to_its_meaning_on_the_page_and_back(client: Client) -> None:
    defined()
    html = read(make_page(locale="el", body=BODY), client)
    below = html.split('aria-labelledby="words-here"')[1]
    assert 'id="word:hub"' in below
    assert 'href="#use:hub"' in below
    assert "Συνδέει &lt;τις&gt; συσκευές." in below
    assert 'href="/el/words/"' in below


def test_a_word_without_a_meaning_is_not_marked(client: Client) -> None:
    make_term("hub", el="κόμβος")
    html = read(make_page(locale="el", body=BODY), client)
    assert 'class="term"' not in html
    assert "words-here" not in html


def test_a_text_in_another_language_has_the_words_of_its_own(client: Client) -> None:
    say(make_term("hub"), "da", "hub", definition="Forbinder enhederne.")
    family = make_family("Hubben", source="da")
    page = make_page(family, "da", body=[("text", "<p>Flyt hubben.</p>")])
    html = read(page, client, "nb")
    assert ">hubben</a>" in html
    below = html.split('aria-labelledby="words-here"')[1]
    assert re.search(r'<h2 id="words-here" lang="nb"', below)
    assert 'href="/da/words/"' in below


def test_the_heads_of_a_tables_rows_are_no_place_for_marks(client: Client) -> None:
    defined()
    table = {
        "columns": [{"type": "head", "heading": ""}, {"type": "start", "heading": "Τι"}],
        "rows": [{"values": ["<p>κόμβος</p>", "<p>κόμβος</p>"]}],
        "caption": "",
    }
    html = read(make_page(locale="el", body=[("table", table)]), client)
    row = html.split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r"<t([hd])[^>]*>(?:(?!<t[hd]).)*?class=.term", row, re.DOTALL) == ["d"]


WORDS = LanguageGlossary(
    "el",
    {
        word: GlossaryEntry(term=word, word=word, definition="…")
        for word in ("κόμβος", "βαλβίδα", "αμφίδρομη βαλβίδα")
    },
)


@given(
    words=st.lists(
        st.sampled_from(
            ["κόμβος", "βαλβίδα", "αμφίδρομη", "x < y", "&amp;", "a > b", "\u00a0", "«»"]
        ),
        max_size=12,
    ),
    tags=st.lists(st.sampled_from(["b", "code", "i", "h2", "p"]), max_size=12),
)
def test_marks_change_no_word_and_leave_headings_and_codes_alone(
    words: list[str], tags: list[str]
) -> None:
    pairs = zip(words, tags, strict=False)
    html = links.render("".join(f"<{tag}>{word} </{tag}>" for word, tag in pairs))
    marks = Marks(WORDS)
    marked = marks.mark(html)
    assert _text(marked) == _text(html)
    assert len(_MARK.findall(marked)) == len(marks.used)
    for quiet in ("code", "h2"):
        for inside in re.findall(rf"<{quiet}\b.*?</{quiet}>", marked, re.DOTALL):
            assert 'class="term"' not in inside


def _text(html: Any) -> str:
    return unescape(strip_tags(html))
