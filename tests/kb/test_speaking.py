"""Editors' and translators' pages speak the language of who works there, to the last word.

Greek and Arabic have letters of their own, so whatever is written in Latin ones was not
translated. For the others the English pages are read: whatever on them a catalogue says, it says
in those, too. What scripts say is asked of the catalogues that they are served, all of it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from kb.models import HelpPage
from kb.translation import segments
from portal import locales
from portal.accounts.models import User
from portal.home import groups, site
from portal.languages import SOURCE, admin_tag
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page, make_topic
from tests.test_rights import browser
from tools.messages import SCRIPTS_OF, forms, said_by_scripts

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]

_SILENT = ("script", "style", "template", "code", "kbd", "svg", "bdi", "textarea", "pre")
_SAID = ("aria-label", "title", "placeholder", "alt", "data-failed")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|/\S*")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_NAMED = re.compile(r"%\(\w+\)s")
# Names of things are the same in every language.
NAMES = frozenset(
    [
        *("Word", "PDF", "PNG", "CSV", "JSON", "HTML", "XLIFF", "XLSX", "Wagtail", "Markdown"),
        *("Elasticsearch", "JavaScript", "Enter", "Shift", "Ctrl", "Alt", "Esc", "Del", "ZIP"),
    ]
)
# Data, as whoever set the site up has named it.
DATA = frozenset(["Root", "Home page", "Own Ida", "the text."])
WORKFLOW = "Moderators approval"
# Loan words of Greek.
LOANS = frozenset(["site", "tablet"])
# Words of scripts that are the same in other languages, too.
SAME = frozenset(["%(num)s min", "%(num)s pixel", "%(num)s pixels", "Dashboard"])
# What Wagtail's own code says in English, past every catalogue.
HARD_CODED = frozenset(["Actions", "Search", "None", "Home", "Just now"])


def _page_for(title: str, slug: str, **more: Any) -> HelpPage:
    family = make_family(slug=slug, source="el", **more)
    return make_page(family, "el", title=title, summary="Λίγα.")


@pytest.fixture
def addresses() -> dict[str, str]:
    """Where an editor and a translator work all day."""
    site.set_up()
    groups.set_up()
    topic = make_topic("Θέρμανση", locale="el", slug="t-1")
    page = _page_for("Βάνα", "a-1", topics=[topic])
    segments.submit([page.family], [make_locale("ar")], by=acting(accounts.owner()))
    arabic = HelpPage.objects.get(family=page.family, locale__language_code="ar")
    edit = [page.pk]
    return {
        "home": reverse("wagtailadmin_home"),
        "list": reverse("wagtailsnippets_kb_family:list"),
        "family": reverse("wagtailsnippets_kb_family:edit", args=[page.family_id]),
        "edit": reverse("wagtailadmin_pages:edit", args=edit),
        "new": reverse("kb_new_article", args=[page.get_parent().pk]),
        "usage": reverse("wagtailadmin_pages:usage", args=edit),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=edit),
        "delete": reverse("wagtailadmin_pages:delete", args=edit),
        "history": reverse("wagtailadmin_pages:history", args=edit),
        "copy": reverse("wagtailadmin_pages:copy", args=edit),
        "id": reverse("kb_change_id", args=edit),
        "draft": reverse("kb_draft_link", args=edit),
        "review": reverse("kb_review", args=[arabic.pk]),
        "matrix": reverse("kb_matrix"),
        "language": reverse("kb_matrix_language", args=["ar"]),
        "worklist": reverse("kb_worklist", args=["ar"]),
        "begin": reverse("kb_desk", args=["a-1", "en"]),
        "desk": reverse("kb_desk", args=["a-1", "ar"]),
        "exchange": reverse("kb_exchange", args=["a-1", "ar"]),
        "rules": reverse("wagtailsnippets_kb_languagerule:list"),
        "products": reverse("wagtailsnippets_kb_product:list"),
        "explorer": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    }


def _speaker(code: str) -> Client:
    user: User = accounts.administrator(name=f"7{code}", locale=code)
    groups_of = accounts.publisher(name=f"8{code}").groups.all()
    user.groups.add(*groups_of)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = admin_tag(code)
    profile.save()
    return browser(user)


def _said(html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in _SAID if tag.get(name))
        if tag.name == "input" and tag.get("type") in ("submit", "button"):
            yield str(tag.get("value", ""))
    for text in soup.find_all(string=True):
        if not isinstance(text, PreformattedString) and text.strip():
            yield text.strip()


def _latin(text: str) -> set[str]:
    if text in HARD_CODED:
        return set()
    for known in (*DATA, *(one.name for one in locales.CONTENT), settings.SITE_NAME, WORKFLOW):
        text = text.replace(known, "")
    return set(_LATIN.findall(_ADDRESS.sub("", text))) - NAMES - LOANS


@pytest.mark.parametrize("code", ["el", "ar"])
def test_nothing_on_editors_pages_is_left_in_english(code: str, addresses: dict[str, str]) -> None:
    client = _speaker(code)
    left: dict[str, set[str]] = {}
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        for text in _said(answer.content.decode()):
            if _latin(text):
                left.setdefault(name, set()).add(text[:80])
    assert left == {}


_SERVED = {
    "wagtail.admin": "wagtailadmin_javascript_catalog",
    "wagtail_localize": "wagtail_localize:javascript_catalog",
}


@pytest.mark.parametrize("package", SCRIPTS_OF)
@pytest.mark.parametrize("code", [code for code in locales.codes() if code != SOURCE])
def test_editors_scripts_have_all_of_their_words(code: str, package: str) -> None:
    """Those that an upgrade brings, too."""
    answer = _speaker(code).get(reverse(_SERVED[package]))
    found = re.search(r"const newcatalog = (\{.*?\n  \});", answer.content.decode(), re.DOTALL)
    said = json.loads(found[1]) if found else {}
    wrong = {}
    for message in said_by_scripts(package):
        if message.id:
            english = forms(message.id)
            words = forms(said.get(english[0]))
            if not all(_is_said(one, english) for one in words):
                wrong[english[0]] = words
    assert wrong == {}


def _is_said(words: str, english: tuple[str, ...]) -> bool:
    """Whether it is a translation, with the spaces that scripts put names behind."""
    is_own = words not in english or words in SAME or not _LATIN.search(_NAMED.sub("", words))
    ends = [one[len(one.rstrip()) :] for one in (words, english[0])]
    return bool(words) and is_own and ends[0] == ends[1]
