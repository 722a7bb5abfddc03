"""What helps to find one's way in a long text: headings with links, their list, its date."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db

TEXT = (
    '<h2 data-block-key="a1b2c">Ξέπλυμα &amp; βράσιμο</h2><p>Νερό.</p>'
    "<h3>Πρώτα <code>E-1</code></h3><p>Άνοιξε.</p><h2>Ξέπλυμα &amp; βράσιμο</h2><p>Ξανά.</p>"
)


def read(body: list[tuple[str, object]]) -> str:
    make_page(make_family("Rinse", source="el"), "el", body=body)
    return Client().get("/el/help/rinse/").content.decode()


def test_every_heading_has_an_id_however_it_was_written() -> None:
    html = read([("text", TEXT)])
    names = re.findall(r'<h[23] id="([^"]+)"', html[html.index('class="prose"') :])
    assert names[:3] == ["ξέπλυμα--βράσιμο", "πρώτα-e-1", "ξέπλυμα--βράσιμο-1"]


def test_from_three_headings_on_they_are_listed_as_they_are_shown() -> None:
    html = read([("text", TEXT), ("note", {"text": "<p>x</p>"}), ("text", "<h2>Τέλος</h2>")])
    contents = html[html.index('class="contents"') : html.index('class="prose"')]
    listed = re.findall(r'href="#([^"]+)"[^>]*>([^<]+)<', contents)
    shown = re.findall(r'<h[23] id="([^"]+)"', html[html.index('class="prose"') :])
    assert [name for name, _words in listed] == shown[:4]
    assert [unescape(words) for _name, words in listed] == [
        *("Ξέπλυμα & βράσιμο", "Πρώτα E-1", "Ξέπλυμα & βράσιμο", "Τέλος")
    ]


def test_two_headings_need_no_list() -> None:
    assert 'class="contents"' not in read([("text", "<h2>Α</h2><p>x</p><h2>Β</h2>")])


def test_a_link_beside_each_heading_leads_to_it_and_says_so() -> None:
    html = read([("text", TEXT)])
    links = re.findall(r'class="heading__link" href="#([^"]+)" aria-label="([^"]+)"', html)
    assert [name for name, _label in links] == re.findall(r'<h[23] id="([^"]+)"', html)[:3]
    assert "Ξέπλυμα & βράσιμο" in unescape(links[0][1])


def test_a_text_says_when_it_was_updated_in_the_readers_words() -> None:
    with time_machine.travel("2026-10-31T12:00:00+00:00", tick=False):
        make_page(make_family("Rinse", source="da"), "da", body=[("text", "<p>Vand.</p>")])
    client = Client()
    for language, day in (("da", "31. oktober 2026"), ("el", "31 Οκτωβρίου 2026")):
        html = client.get(f"/{language}/help/rinse/").content.decode()
        assert re.search(rf" {day}\s*</p>", html)
