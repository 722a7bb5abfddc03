"""A text is drawn once for all who read it alike, and whatever changes is seen at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import draft_links
from kb.models import HelpPage
from portal.caching.testing import forget_pages
from portal.home import site as home
from portal.support.models import Market
from tests.factories import accounts, support
from tests.factories.choosing import choose
from tests.factories.fixes import fix, ids, make_troubleshooting
from tests.factories.glossary import make_term, say
from tests.factories.kb import make_family, make_page, make_snippet, publish
from tests.factories.pictures import UNCLOSED, block, picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
_numbers = count()
NOTHING = {"texts": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@contextmanager
def nothing_kept() -> Iterator[None]:
    with override_settings(CACHES=site.CACHES | NOTHING):
        yield


def read(client: Client, page: HelpPage, language: str = "el") -> str:
    forget_pages()
    answer = client.get(f"/{language}/help/{page.family.slug}/")
    assert answer.status_code == 200
    return answer.text


class Texts:
    """A text with a snippet, a word that is explained, and a link to another text."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.other = make_page(make_family(slug=f"other-{number}", source="el"), "el")
        self.snippet = make_snippet("Κλείστε τη βαλβίδα.", "el", slug=f"s-{number}")
        self.term = make_term(f"valve-{number}")
        self.shown: list[tuple[str, Any]] = [
            ("applies_to", {"product": "", "version": "", "market": "DK"}),
            ("snippet", f"s-{number}"),
        ]
        family = make_family(slug=f"t-{number}", source="el")
        self.page = make_page(family, "el", body=self.shown)

    def write(self, step: int) -> None:
        link = f'<a linktype="page" id="{self.other.pk}">βαλβίδα</a>'
        text = f"<h2>{step}</h2><p>Η βαλβίδα {link}, βαλβίδα</p>"
        publish(self.page, ("text", text), *self.shown)

    def write_snippet(self, step: int) -> None:
        publish(self.snippet, ("text", f"<p>Η βαλβίδα {step}.</p>"))

    def translate_snippet(self, _step: int) -> None:
        if not HelpPage.objects.in_locale("da").filter(family=self.snippet.family).exists():
            make_page(self.snippet.family, "da", body=[("text", "<p>Luk ventilen.</p>")])

    def translate(self, _step: int) -> None:
        if not HelpPage.objects.in_locale("da").filter(family=self.page.family).exists():
            make_page(self.page.family, "da", body=self.shown)

    def explain(self, step: int) -> None:
        say(self.term, "el", "βαλβίδα", definition=str(step))

    def explain_no_more(self, _step: int) -> None:
        say(self.term, "el", "βαλβίδα")

    def rename(self, step: int) -> None:
        _rename(self.page, f"t-{self.number}-{step}")

    def rename_other(self, step: int) -> None:
        _rename(self.other, f"other-{self.number}-{step}")


def _rename(page: HelpPage, slug: str) -> None:
    page.family.slug = slug
    page.family.save()


ACTS = [
    *(Texts.write, Texts.write_snippet, Texts.translate_snippet, Texts.translate),
    *(Texts.explain, Texts.explain_no_more, Texts.rename, Texts.rename_other),
]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTS), min_size=2, max_size=6))
def test_what_is_kept_is_what_would_be_drawn_now(acts: list[Callable[[Texts, int], None]]) -> None:
    if not Market.objects.exists():
        support.market("GR")
        support.market("DK", 1)
    texts, stranger, greek = Texts(next(_numbers)), Client(), Client()
    choose(greek, "GR")
    for step, act in enumerate(acts):
        act(texts, step)
        for client in (stranger, greek):
            for language in ("el", "da"):
                kept = read(client, texts.page, language)
                with nothing_kept():
                    assert read(client, texts.page, language) == kept


def prose(html: str) -> str:
    return html.split('<div class="prose">')[1].split("</article>")[0]


def test_readers_of_the_same_share_it(client: Client) -> None:
    say(make_term("hub"), "el", "κόμβος", definition="Συνδέει.")
    page = make_page(make_family(source="el"), "el", body=[("text", "<p>Ο κόμβος.</p>")])
    member = Client()
    member.force_login(accounts.member())
    html = read(client, page)
    assert "Συνδέει." in prose(html)
    assert prose(read(member, page)) == prose(html)
    assert len(caches["texts"]) == 1  # type: ignore[arg-type]
    read(client, page, "ar")
    assert len(caches["texts"]) == 2  # type: ignore[arg-type]


def test_what_shows_a_picture_is_drawn_each_time(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    home.set_up()
    shown = picture("red")
    page = make_page(locale="el", body=[block(shown)])
    before = prose(read(client, page))
    # As Wagtail's form does it.
    shown.renditions.all().delete()
    shown.file = picture("blue").file
    shown.save()
    assert prose(read(client, page)) != before
    assert len(caches["texts"]) == 0  # type: ignore[arg-type]


def test_a_draft_is_drawn_each_time(client: Client) -> None:
    page = make_page(locale="el")
    assert client.get(urlsplit(draft_links.address(page)).path).status_code == 200
    assert len(caches["texts"]) == 0  # type: ignore[arg-type]


def test_what_a_reader_has_said_of_fixes_is_nobody_elses(client: Client) -> None:
    page = make_troubleshooting(fix("Κλείστε το", text="<p>Πρώτα.</p>"), fix("Ανοίξτε το"))
    html, first = read(client, page), ids(page)[0]
    address = f"/el/help/{page.family.slug}/fixes/{first}/"
    assert client.post(address, {"said": "did_not"}).status_code == 200
    assert prose(read(Client(), page)) == prose(html)
