import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kb import identifiers
from kb.models import Family, HelpPage, Membership, free_slug, set_topics
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "slug", ["", "Reset", "a--b", "-a", "a-", "a_b", "ø", "a b", "vote", "api"]
)
def test_an_id_is_ascii_lower_case_and_no_reserved_word(slug: str) -> None:
    with pytest.raises(ValidationError):
        identifiers.validate_slug(slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Reset your password", "reset-your-password"),
        ("Επαναφορά κωδικού", "epanafora-kodikoy"),
        ("Search", "search-1"),
        ("¡¿!", "article"),
        ("x" * 300, "x" * identifiers.MAX_LENGTH),
    ],
)
def test_an_id_is_proposed_from_a_title_in_any_script(title: str, slug: str) -> None:
    assert identifiers.propose(title) == slug
    identifiers.validate_slug(slug)


def test_a_proposed_id_is_free() -> None:
    make_family(slug="hub")
    make_family(slug="hub-2")
    assert free_slug("Hub") == "hub-3"


def test_an_id_is_there_once() -> None:
    make_family(slug="hub")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_family(slug="hub")


def test_a_draft_from_before_another_id_is_published_under_the_new_one() -> None:
    family = make_family(slug="hub")
    page = make_page(family, live=False)
    for slug in ("the-hub", "our-hub"):
        family.slug = slug
        family.save()
        page = HelpPage.objects.get(pk=page.pk)
        page.get_latest_revision().publish()
        page.refresh_from_db()
        assert page.slug == slug


def test_pages_of_a_family_are_translations_with_the_same_slug() -> None:
    family = make_family()
    english = make_page(family)
    greek = make_page(family, "el", title="Επαναφορά κωδικού", slug="something-else")
    assert english.slug == greek.slug == family.slug
    assert list(english.get_translations()) == [greek]


def test_a_family_has_one_page_a_language() -> None:
    family = make_family()
    make_page(family)
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        make_page(family)


def test_a_page_must_be_of_its_familys_kind() -> None:
    page = make_page()
    page.family.kind = "faq"
    with pytest.raises(ValidationError, match="kind"):
        page.full_clean()


def test_topics_keep_their_order_and_the_first_is_the_breadcrumb() -> None:
    first, second = make_topic("First"), make_topic("Second")
    family = make_family()
    assert set_topics(member=family, topics=[second, first])
    assert [link.topic for link in family.topic_links.all()] == [second, first]
    assert not set_topics(member=family, topics=[second, first])
    assert set_topics(member=family, topics=[first])
    assert [link.topic for link in family.topic_links.all()] == [first]


def test_members_get_the_last_place_in_a_topic() -> None:
    topic = make_topic()
    families = [make_family(f"Number {number}", topics=[topic]) for number in range(3)]
    assert [link.member for link in topic.member_links.order_by("place")] == families


def test_a_topic_never_lies_in_itself() -> None:
    outer = make_topic("Outer")
    middle = make_topic("Middle", topics=[outer])
    inner = make_topic("Inner", topics=[middle])
    for topics in ([inner], [outer], [make_family("Article")]):
        with pytest.raises(ValidationError):
            set_topics(member=outer, topics=topics)
    with pytest.raises(ValidationError, match="circle"):
        Membership(topic=inner, member=outer).full_clean()
    with pytest.raises(ValidationError, match="circle"):
        Membership(topic=inner, member=outer).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create([Membership(topic=outer, member=outer)])


@pytest.mark.parametrize("markets", [["XX-"], "NO", [1], ["ZZZ"]])
def test_markets_are_countries(markets: object) -> None:
    others = {"slug", "kind", "source_locale"}
    Family(markets=["NO", "SE"]).clean_fields(exclude=others)
    with pytest.raises(ValidationError):
        Family(markets=markets).clean_fields(exclude=others)
