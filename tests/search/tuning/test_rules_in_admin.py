"""Editors write rules as drafts, see what they do, and switch them on and off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from search.service import search
from search.tuning.models import PinnedQuery, ProtectedWord, SynonymGroup
from tests.factories.accounts import editor
from tests.factories.search import make_document
from tests.factories.tuning import judged, pins, protected, synonyms

pytestmark = pytest.mark.django_db
Index = Callable[..., None]


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


@pytest.fixture
def tuner(client: Client) -> Client:
    """The browser of an editor who may tune, and see what is searched for."""
    person = editor()
    rights = Permission.objects.filter(codename__in=["tune_search", "view_query_log"])
    person.user_permissions.add(*rights)
    client.force_login(person)
    return client


def found(query: str, locale: str = "en") -> list[str]:
    return [hit.id for hit in search(query=query, locale=locale).results]


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("synonyms", "με ένα συνώνυμο η μία βρίσκει την άλλη"),
        ("pins", "τα κείμενα που επιλέγετε εμφανίζονται πρώτα"),
        ("protected", "δεν πρέπει να διορθώνονται"),
        ("judged", "με αυτές μετριέται κάθε κανόνας"),
    ],
)
def test_an_empty_list_says_what_it_is_for_in_the_editors_language(
    tuner: Client, name: str, purpose: str
) -> None:
    index, add = reverse(f"search_{name}:index"), reverse(f"search_{name}:add")

    page = tuner.get(index, headers={"Accept-Language": "el"})

    assert purpose in page.text
    assert f'<a class="button" href="{add}">' in page.text
    assert "Why not" not in page.text


def test_an_empty_answer_to_a_filter_is_no_invitation_to_add(tuner: Client) -> None:
    synonyms("wifi", "trådløst")

    page = tuner.get(
        reverse("search_synonyms:index"), {"q": "xyz"}, headers={"Accept-Language": "el"}
    )

    assert "Δεν υπάρχει κάτι να δείξουμε εδώ" in page.text
    assert "με ένα συνώνυμο" not in page.text


ADDRESSES = [
    *(f"search_{name}:{view}" for name in ("synonyms", "pins", "protected", "judged")
      for view in ("index", "add")),
    "search_judged:export",
    "search_judged:import",
    "search_log:index",
]  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSES)
def test_only_who_may_tune_sees_it(name: str, client: Client, tuner: Client) -> None:
    assert tuner.get(reverse(name)).status_code == 200
    client = Client()
    assert client.get(reverse(name)).status_code == 302
    client.force_login(editor(name="Ed Other"))
    refused = client.get(reverse(name))
    assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))


def test_the_menu_shows_it_to_who_may_tune(tuner: Client) -> None:
    address = reverse("search_log:index")
    assert address in tuner.get(reverse("wagtailadmin_home")).content.decode()
    other = Client()
    other.force_login(editor(name="Ed Other"))
    assert address not in other.get(reverse("wagtailadmin_home")).content.decode()


def test_a_switch_needs_the_right_too(tuner: Client) -> None:
    rule = SynonymGroup.objects.create(locale="en", wordings="wifi\nwlan")
    address = reverse("search_synonyms:switch", args=[rule.pk])
    other = Client()
    other.force_login(editor(name="Ed Other"))
    assert other.post(address, {"switch": "on"}).status_code == 302
    rule.refresh_from_db()
    assert not rule.is_active


@pytest.mark.parametrize("name", ["Authors", "Editors"])
def test_who_writes_is_given_the_right_once(name: str) -> None:
    from django.apps import apps
    from django.db.migrations import Migration

    from search.tuning.permissions import give_to_writers

    group = Group.objects.get_or_create(name=name)[0]
    group.permissions.clear()
    config = apps.get_app_config("search")
    give_to_writers(config, using="default", plan=[(Migration("9999_later", "search"), False)])
    assert not group.permissions.exists()
    since = Migration("0003_let_editors_tune_search", "search")
    give_to_writers(config, using="default", plan=[(since, False)])
    assert [one.codename for one in group.permissions.all()] == ["tune_search"]


def test_a_synonym_is_a_draft_until_it_is_switched_on(tuner: Client, index: Index) -> None:
    index(make_document(title="Wireless network"))
    data = {"locale": "en", "wordings": " wifi \n\nwireless network\nwifi"}
    response = tuner.post(reverse("search_synonyms:add"), data)
    rule = SynonymGroup.objects.get()
    address = reverse("search_synonyms:switch", args=[rule.pk])
    assert (response.status_code, response.url) == (302, address)
    assert (rule.lines, rule.is_active, found("wifi")) == (["wifi", "wireless network"], False, [])
    page = tuner.get(address).content.decode()
    assert "no reader is answered with it yet" in page
    assert "too few" in page
    tuner.post(address, {"switch": "on"})
    assert found("wifi") == ["one"]
    tuner.post(address, {"switch": "off"})
    assert found("wifi") == []


def test_a_changed_rule_is_a_draft_again(tuner: Client, index: Index) -> None:
    index(make_document(title="Wireless network"))
    rule = synonyms("wifi", "wireless network")
    address = reverse("search_synonyms:edit", args=[rule.pk])
    same = {"locale": "en", "wordings": "wifi\nwireless network"}
    assert tuner.get(address).status_code == 200
    tuner.post(address, same)
    assert found("wifi") == ["one"]
    tuner.post(address, same | {"wordings": "wifi\nwlan"})
    rule.refresh_from_db()
    assert (rule.is_active, found("wifi")) == (False, [])
    tuner.post(reverse("search_synonyms:delete", args=[rule.pk]))
    assert not SynonymGroup.objects.exists()


@pytest.mark.parametrize(
    "wordings",
    ["wifi", "wifi\n \n", "wifi\n!!!", "wifi\na1 b1 c1 d1 e1 f1", "x\n" + "y" * 81,
     "\n".join(f"word{n}" for n in range(11))],
)  # fmt: skip
def test_what_is_no_synonym_is_refused(wordings: str, tuner: Client) -> None:
    data = {"locale": "en", "wordings": wordings}
    assert tuner.post(reverse("search_synonyms:add"), data).status_code == 200
    assert not SynonymGroup.objects.exists()


@pytest.mark.parametrize(
    "line", ["/en/help/one/", "https://example.com/da/help/one/?x=1#y", "one", "article:one"]
)
def test_a_result_is_pinned_by_its_address_or_id(line: str, tuner: Client, index: Index) -> None:
    index(make_document(title="Hub"), make_document("two", title="Battery"))
    data = {"locale": "en", "query": "battery", "results": f"{line}\n\n{line}"}
    tuner.post(reverse("search_pins:add"), data)
    rule = PinnedQuery.objects.get()
    assert rule.hits == ["article:one"]
    tuner.post(reverse("search_pins:switch", args=[rule.pk]), {"switch": "on"})
    assert found("Batteries") == ["one", "two"]
    page = tuner.get(reverse("search_pins:edit", args=[rule.pk])).content.decode()
    assert "article:one</textarea>" in page


@pytest.mark.parametrize("line", ["gone", "/en/help/", "thread:one", "/", ":", "a" * 500, "\x00"])
def test_what_cannot_be_found_cannot_be_pinned(line: str, tuner: Client, index: Index) -> None:
    index(make_document())
    data = {"locale": "en", "query": "battery", "results": line}
    assert tuner.post(reverse("search_pins:add"), data).status_code == 200
    assert not PinnedQuery.objects.exists()


def test_a_pinned_text_that_is_gone_may_stay(tuner: Client, source: Any) -> None:
    rule = pins("battery", "article:gone")
    page = tuner.get(reverse("search_pins:switch", args=[rule.pk])).content.decode()
    assert "is gone or not published" in page
    data = {"locale": "en", "query": "batteries left", "results": "article:gone"}
    assert tuner.post(reverse("search_pins:edit", args=[rule.pk]), data).status_code == 302


def test_a_query_has_its_pins_once_in_a_language(tuner: Client, index: Index) -> None:
    index(make_document())
    pins("reset password", "article:one")
    data = {"locale": "en", "query": "passwords, resetting", "results": "one"}
    page = tuner.post(reverse("search_pins:add"), data).content.decode()
    assert "have pinned results already" in page
    assert tuner.post(reverse("search_pins:add"), data | {"locale": "da"}).status_code == 302
    assert tuner.post(reverse("search_pins:add"), data | {"query": "?!"}).status_code == 200


def test_a_protected_word_is_one_word(tuner: Client) -> None:
    add = reverse("search_protected:add")
    assert tuner.post(add, {"locale": "en", "word": "two words"}).status_code == 200
    assert tuner.post(add, {"locale": "en", "word": "Solvei"}).status_code == 302
    assert [one.word for one in ProtectedWord.objects.all()] == ["Solvei"]


def test_the_effect_on_judged_searches_is_shown_before(tuner: Client, index: Index) -> None:
    index(
        make_document("wireless", title="Wireless network"),
        make_document("cable", title="Cable"),
        make_document("wired", title="Wired network"),
    )
    judged("wifi", wireless=2)
    judged("cable", cable=2)
    judged("sell my lan")
    for number in range(8):
        judged(f"cable {number}", cable=2)
    rule = SynonymGroup.objects.create(locale="en", wordings="wifi\nlan\nwireless network")
    page = tuner.get(reverse("search_synonyms:switch", args=[rule.pk])).content.decode()
    assert "Mean nDCG@10 of 10 searches that can be answered: 0.900 without the rule" in page
    assert "<bdi>wifi</bdi>" in page
    assert "<bdi>cable</bdi>" not in page
    assert "Some searches are answered worse" in page  # "sell my lan" is answered now
    assert "Switch on anyway" in page


def test_a_rule_that_lowers_a_language_says_so(tuner: Client, index: Index) -> None:
    index(make_document("cable", title="Cable"), make_document("wrong", title="Other"))
    for number in range(10):
        judged(f"cable {number}", cable=2)
    rule = PinnedQuery.objects.create(locale="en", query="cable 3", hits=["article:wrong"])
    page = tuner.get(reverse("search_pins:switch", args=[rule.pk])).content.decode()
    assert "This language as a whole is answered worse" in page
    word = ProtectedWord.objects.create(locale="en", word="something")
    page = tuner.get(reverse("search_protected:switch", args=[word.pk])).content.decode()
    assert "No judged search is answered differently" in page
    assert "Switch on anyway" not in page


def test_an_engine_that_does_not_answer_is_no_effect(tuner: Client, settings: Any) -> None:
    rule = protected("something")
    judged("anything", one=2)
    settings.ELASTICSEARCH = {"url": "http://127.0.0.1:9", "prefix": "nobody"}
    page = tuner.get(reverse("search_protected:switch", args=[rule.pk])).content.decode()
    assert "does not answer at the moment" in page


def test_a_form_is_filled_in_from_its_address(tuner: Client) -> None:
    address = reverse("search_synonyms:add")
    page = tuner.get(address, {"locale": "el", "wordings": "γουάι φάι\n"}).content.decode()
    assert "γουάι φάι" in page
    assert '<option value="el" selected>' in page
