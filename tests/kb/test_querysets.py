from itertools import combinations, product
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from kb import tree
from kb.models import HelpPage
from kb.querysets import audience, is_visible
from kb.reading import Unknown, resolve
from kb.search_source import is_searchable, searchable
from portal import locales
from portal.actors import Actor
from search.service import audience_of
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_snippet
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups() -> list[Group]:
    return [Group.objects.create(name=name) for name in ("Partners", "Testers")]


@pytest.fixture
def readers(groups: list[Group], django_user_model: Any) -> list[Actor]:
    """A stranger, a member, and members of one, the other and both groups."""
    found = [acting()]
    for number, chosen in enumerate([[], groups[:1], groups[1:], groups]):
        user = django_user_model.objects.create_user(f"{number}@example.com")
        user.groups.set(chosen)
        found.append(acting(user))
    return found


@pytest.fixture
def pages(groups: list[Group]) -> list[HelpPage]:
    """Pages with every restriction on themselves below every restriction above."""
    restrictions = [
        None,
        {},
        {"groups": groups[:1]},
        {"groups": groups[1:]},
        {"groups": groups},
        {"groups": []},
        {"kind": PageViewRestriction.PASSWORD},
    ]
    languages = ["en", "nb", "da", "sv", "el", "id", "ar"]
    found = []
    for (number, above), code in zip(enumerate(restrictions), languages, strict=True):
        if above is not None:
            _restrict(tree.container(code, "howto"), above)
        for place, own in enumerate(restrictions):
            page = make_page(make_family(slug=f"p-{number}-{place}"), code, live="at once")
            if own is not None:
                _restrict(page, own)
            found.append(page)
    make_page(make_family(slug="draft"), live=False)
    return found


def _restrict(page: Any, how: dict[str, Any]) -> None:
    kind = how.get("kind") or ("groups" if "groups" in how else "")
    restrict(page, *how.get("groups", ()), kind=kind)


def test_the_rule_is_the_same_as_queryset_predicate_and_audience(
    pages: list[HelpPage], readers: list[Actor]
) -> None:
    everything = list(HelpPage.objects.all())
    both = {
        page.pk
        for page in everything
        if len([row for row in page.get_view_restrictions() if row.restriction_type == "groups"])
        > 1
    }
    for reader in readers:
        visible = set(HelpPage.objects.visible_to(reader).values_list("pk", flat=True))
        assert visible == {page.pk for page in everything if is_visible(page, reader)}
        mine = set(audience_of(reader))
        findable = {page.pk for page in everything if page.live and mine & set(audience(page))}
        assert findable <= visible
        assert visible - findable <= both, "only who passes by two groups reads without finding"


def test_the_rule_agrees_with_wagtails_own(
    pages: list[HelpPage], readers: list[Actor], rf: Any
) -> None:
    for page, reader in product(pages, readers):
        request = rf.get("/")
        request.user, request.session = reader.user, {}
        allowed = all(row.accept_request(request) for row in page.get_view_restrictions())
        assert is_visible(page, reader) == allowed


def test_superusers_are_in_every_group(pages: list[HelpPage], admin_user: Any) -> None:
    owner = acting(admin_user)
    visible = set(HelpPage.objects.visible_to(owner))
    assert visible == {page for page in HelpPage.objects.all() if is_visible(page, owner)}
    assert len(visible) == 36


def test_what_can_be_found_is_the_same_as_queryset_and_predicate(pages: list[HelpPage]) -> None:
    make_page(make_family(slug="french", source="fr"), "fr")
    found = set(searchable().values_list("pk", flat=True))
    everything = HelpPage.objects.select_related("locale")
    assert found == {page.pk for page in everything if is_searchable(page)}
    assert len(found) == 36


def test_a_snippet_is_neither_seen_nor_found_by_itself(admin_user: Any) -> None:
    snippet, owner = make_snippet(), acting(admin_user)
    assert not HelpPage.objects.visible_to(owner).exists()
    assert not is_visible(snippet, owner)
    assert not searchable().exists()
    assert not is_searchable(snippet)
    assert HelpPage.objects.snippets_for(owner).get().pk == snippet.pk


def test_the_queryset_costs_one_query(
    pages: list[HelpPage], readers: list[Actor], django_assert_num_queries: Any
) -> None:
    for reader in readers:
        with django_assert_num_queries(1):
            list(HelpPage.objects.visible_to(reader).in_locale("el"))


@pytest.fixture
def in_many_languages() -> dict[str, tuple[str, set[str]]]:
    """Families in one to three languages, one of which has no addresses: source and languages."""
    found = {}
    codes = ["en", "nb", "da", "el", "fr"]
    for number in (1, 2, 3):
        for existing in combinations(codes, number):
            source = codes[len(found) % len(codes)]
            family = make_family(slug=f"{source}-{'-'.join(existing)}", source=source)
            for code in existing:
                make_page(family, code, live="at once")
            found[family.slug] = (source, set(existing))
    return found


@pytest.mark.parametrize("reader", ["en", "nb", "el", "ar", "fr"])
def test_the_best_page_of_a_family_is_the_first_of_the_chain_and_the_source(
    reader: str, in_many_languages: dict[str, tuple[str, set[str]]]
) -> None:
    expected = {}
    for slug, (source, existing) in in_many_languages.items():
        order = [code for code in (*locales.fallback_chain(reader), source) if code in existing]
        if order:
            expected[slug] = order[0]
    best = HelpPage.objects.best_for(reader).values_list("slug", "locale__language_code")
    assert sorted(best) == sorted(expected.items())
    for slug, code in expected.items():
        assert resolve(slug, reader, acting()).text_locale == code
    for slug in in_many_languages.keys() - expected.keys():
        with pytest.raises(Unknown):
            resolve(slug, reader, acting())


def test_the_best_page_is_one_that_the_reader_may_see(readers: list[Actor]) -> None:
    family = make_family(source="el")
    for code in ("el", "da"):
        make_page(family, code, live="at once")
    restrict(tree.container("el", "howto"))
    best = [
        [page.locale.language_code for page in HelpPage.objects.visible_to(reader).best_for(code)]
        for reader, code in product(readers[:2], ("el", "nb"))
    ]
    # A stranger who reads Greek gets nothing, since Danish is no fallback of it.
    assert best == [[], ["da"], ["el"], ["da"]]


def test_narrowing_the_best_pages_chooses_no_others(
    in_many_languages: dict[str, tuple[str, set[str]]], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        greek = set(HelpPage.objects.best_for("el").in_locale("en").values_list("slug", flat=True))
    assert greek == {
        slug
        for slug, (_source, existing) in in_many_languages.items()
        if "en" in existing and "el" not in existing
    }


def test_administrators_find_what_is_for_any_group(groups: list[Group], admin_user: Any) -> None:
    page = make_page(make_family("for-partners"), "el")
    restrict(page, *groups[:1])
    assert set(audience_of(acting(admin_user))) & set(audience(page))
    assert not set(audience_of(acting(admin_user, second_factor=False))) & set(audience(page))
