"""Editors' and translators' pages speak the language of who works there, to the last word.

Greek and Arabic have letters of their own, so whatever is written in Latin ones was not
translated; the pages of the others are compared with the English ones. What scripts put into a
page is read from the data that they are given in it, and from the catalogues that they are served.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from kb.models import HelpPage
from kb.translation import segments
from portal import locales
from portal.accounts import trades
from portal.accounts.models import User
from portal.home import groups, site
from portal.languages import SOURCE, admin_tag
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page, make_topic
from tests.test_rights import browser
from tools.messages import SCRIPTS_OF, forms, said_by_scripts

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]

_SILENT = ("script", "style", "code", "kbd", "svg", "bdi", "textarea", "pre")
_SAID = ("aria-label", "title", "placeholder", "alt", "data-failed")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|/\S*")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_PROSE = re.compile(r"[A-Z][a-z]+(?:\W|$)|%\(|\d+ ")
_NAMED = re.compile(r"%\(\w+\)s")
# Names of things are the same in every language.
NAMES = frozenset(
    [
        *("Word", "PDF", "PNG", "CSV", "JSON", "HTML", "XLIFF", "XLSX", "Wagtail", "Markdown"),
        *("AVIF", "GIF", "JPEG", "JPG", "WEBP", "UTC"),
        *("Elasticsearch", "JavaScript", "Enter", "Shift", "Ctrl", "Alt", "Esc", "Del", "ZIP"),
    ]
)
# Data, as whoever set the site up has named it.
DATA = frozenset(["Root", "Home page", "Own Ida", "the text."])
WORKFLOW = "Moderators approval"
# Loan words of Greek.
LOANS = frozenset(["site", "tablet", "email"])
# Words that are written alike in English and in Norwegian, Danish, Swedish or Indonesian.
ALIKE = frozenset(
    [
        *("Status", "Symptom", "Type", "Video", "Version", "Text", "Link", "system", "Support"),
        *("Upload", "Download", "Dashboard", "Edit", "April", "September", "November"),
        *("Synonym", "Site", "Admin", "Administrator", "Username", "Minimum", "Maximum", "Tag"),
    ]
)
# Words of scripts that are the same in other languages, too.
SAME = frozenset(["%(num)s min", "%(num)s pixel", "%(num)s pixels", "Dashboard"])
# What Wagtail's templates say in English, past every catalogue; neither is seen.
HARD_CODED = frozenset(["Search", "None"])


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
    page.save_revision(user=accounts.writer("91"))
    locked = _page_for("Κλειδί", "a-2", topics=[topic])
    HelpPage.objects.filter(pk=locked.pk).update(
        locked=True, locked_by=accounts.writer("92"), locked_at=timezone.now()
    )
    edit = [page.pk]
    return {
        "home": reverse("wagtailadmin_home"),
        "list": reverse("wagtailsnippets_kb_family:list"),
        "family": reverse("wagtailsnippets_kb_family:edit", args=[page.family_id]),
        "edit": reverse("wagtailadmin_pages:edit", args=edit),
        "locked": reverse("wagtailadmin_pages:edit", args=[locked.pk]),
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
        "group": reverse("wagtailusers_groups:edit", args=[_administrators().pk]),
        "users": reverse("wagtailusers_users:index"),
        "images": reverse("wagtailimages:index"),
        "several images": reverse("wagtailimages:add_multiple"),
        "documents": reverse("wagtaildocs:index"),
        "old pages": reverse("wagtailadmin_reports:aging_pages"),
        "announcement": reverse("wagtailsnippets_kb_announcement:add"),
    }


def _administrators() -> Group:
    """A group with rights over pages, pictures and documents."""
    return Group.objects.get(name=trades.ADMINISTRATORS)


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
    yield from _given_to_scripts(soup)
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in _SAID if tag.get(name))
        if tag.name == "input" and tag.get("type") in ("submit", "button"):
            yield str(tag.get("value", ""))
    for text in soup.find_all(string=True):
        if not isinstance(text, PreformattedString) and text.strip():
            yield text.strip()


def _given_to_scripts(soup: BeautifulSoup) -> Iterator[str]:
    """Words in the JSON that a page holds for its scripts, and in the HTML within it."""
    found = [str(tag.string) for tag in soup.find_all("script", type="application/json")]
    for tag in soup.find_all(True):
        values = (value for value in tag.attrs.values() if isinstance(value, str))
        found += (value for value in values if value.startswith(("[", "{")))
    for text in found:
        try:
            strings = list(_strings(json.loads(text)))
        except ValueError:
            continue  # Not JSON, but what begins like it.
        for value in strings:
            if "<" in value:
                yield from _said(value)
            elif _PROSE.match(value):
                yield value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _latin(text: str) -> set[str]:
    if text in HARD_CODED:
        return set()
    for known in (*DATA, *(one.name for one in locales.CONTENT), settings.SITE_NAME, WORKFLOW):
        text = text.replace(known, "")
    return set(_LATIN.findall(_NAMED.sub("", _ADDRESS.sub("", text)))) - NAMES


def _walk(code: str, addresses: dict[str, str]) -> dict[str, set[str]]:
    """What each page says to who works in a language."""
    client = _speaker(code)
    said = {}
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        said[name] = set(_said(answer.content.decode()))
    return said


@pytest.mark.parametrize("code", ["el", "ar"])
def test_nothing_on_editors_pages_is_left_in_english(code: str, addresses: dict[str, str]) -> None:
    left = {
        name: found
        for name, said in _walk(code, addresses).items()
        if (found := {text[:80] for text in said if _latin(text) - LOANS})
    }
    assert left == {}


def test_nothing_on_editors_pages_is_as_in_english(addresses: dict[str, str]) -> None:
    english = _walk(SOURCE, addresses)
    left = {
        (code, name): found
        for code in ("nb", "da", "sv", "id")
        for name, said in _walk(code, addresses).items()
        if (found := {text[:80] for text in said & english[name] if _latin(text) - ALIKE})
    }
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
