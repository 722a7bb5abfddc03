from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Collection

from kb import links
from kb.plain_text import headings, plain_text
from portal.caching.testing import forget_pages
from tests.factories.kb import make_family, make_page
from tests.factories.pictures import UNCLOSED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]


def read(page: Any, code: str = "en") -> str:
    html = Client().get(f"/{code}/help/{page.slug}/").content.decode()
    return html[html.index('class="prose"') : html.index("</article>")]


def make_image(name: str = "hub") -> Image:
    Collection.objects.filter(depth=1).exists() or Collection.add_root(name="Root")
    content = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(content, "PNG")
    return Image.objects.create(title=name, file=ContentFile(content.getvalue(), f"{name}.png"))


def test_a_link_leads_to_the_readers_language_however_it_was_made(client: Client) -> None:
    other = make_page(make_family("Pair hub"))
    draft = make_page(make_family("Draft"), live=False)
    text = (
        '<p><a linktype="article" family="pair-hub">1</a>'
        f'<a linktype="page" id="{other.pk}">2</a><a linktype="page" id="{draft.pk}">3</a>'
        '<a linktype="page" id="999999">4</a><a linktype="article" family="../x">5</a>'
        '<a href="https://example.com/?a=1&amp;b=2">6</a></p>'
    )
    page = make_page(make_family("Linking"), body=[("text", text)])
    html = read(page, "ar")
    for number in "12":
        assert f'href="/ar/help/pair-hub/" rel="noopener">{number}</a>' in html
    assert 'href="/ar/help/draft/"' in html
    assert '<a rel="noopener">4</a>' in html
    assert '<a rel="noopener">5</a>' in html
    assert 'href="https://example.com/?a=1&amp;b=2"' in html


def test_what_is_stored_is_sanitised(client: Client) -> None:
    nasty = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>'
    page = make_page(body=[("text", nasty), ("note", {"text": nasty}), ("steps", [nasty])])
    html = read(page)
    assert not any(word in html for word in ("onclick", "<script", "javascript:"))


def test_codes_and_keys_stay_left_to_right(client: Client) -> None:
    page = make_page(
        make_family(source="ar"),
        "ar",
        body=[
            ("text", "<p>رمز <code>E-1042</code></p>"),
            ("code", {"text": "<b>&\n x", "language": ""}),
            ("keys", {"text": "Ctrl++"}),
            ("applies_to", {"product": "Solvei Hub", "version": "2.1", "market": "NO"}),
        ],
    )
    html = read(page, "ar")
    assert '<code dir="ltr">E-1042</code>' in html
    assert '<code dir="ltr">&lt;b&gt;&amp;\n x</code>' in html
    assert "<kbd>Ctrl</kbd>" in html
    assert "<kbd>+</kbd>" in html
    assert '<bdi dir="ltr">Solvei Hub</bdi>' in html
    assert "النرويج" in html


def test_images_have_size_alternative_text_and_come_late(client: Client) -> None:
    block = ("image", {"image": make_image().pk, "alt": "The “hub”", "caption": "Front"})
    html = read(make_page(body=[block]))
    assert 'alt="The “hub”"' in html
    assert 'loading="lazy"' in html
    assert 'width="40"' in html
    assert 'height="30"' in html
    assert "<figcaption>Front</figcaption>" in html


def test_many_images_and_links_cost_no_more_than_one(client: Client) -> None:
    other = make_page(make_family("Other"))
    link = ("text", f'<p><a linktype="page" id="{other.pk}">x</a></p>')
    counts = []
    for number in (1, 6):
        body = [
            ("image", {"image": make_image(f"{number}-{n}").pk, "alt": "", "caption": ""})
            for n in range(number)
        ]
        page = make_page(make_family(f"With {number}"), body=[*body, *[link] * number])
        client.get(f"/en/help/{page.slug}/")
        forget_pages()
        caches["renditions"].clear()
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/en/help/{page.slug}/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 7


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/help/a/", "a"),
        ("/nb/help/a-1", "a-1"),
        ("/help/A/", None),
        ("mailto:help@example.com", None),
        ("//[", None),
        ("/help/a/?x=1", None),
        ("", None),
    ],
)
def test_an_address_of_an_article_is_known(address: str, slug: str | None) -> None:
    assert links.slug_in_address(address) == slug


def test_a_body_as_plain_text_has_lines_and_no_markup() -> None:
    page = make_page(
        body=[
            ("text", "<h2>Before &amp; after</h2><p>One<br/>two</p><ul><li>three</li></ul>"),
            ("steps", ["<p>Open <b>it</b>.</p>"]),
            ("code", {"text": "a < b", "language": "sh"}),
            ("image", {"image": None, "alt": "A hub", "caption": ""}),
            ("applies_to", {"product": "Hub", "version": "2", "market": "NO"}),
        ]
    )
    assert headings(page.body) == ("Before & after",)
    assert plain_text(page.body).split("\n") == [
        *("One", "two", "three", "Open it.", "a < b", "A hub", "Hub", "2"),
    ]
