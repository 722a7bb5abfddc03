"""Where pages live: each language's containers are named in its own words."""

import pytest

from kb import tree
from kb.models import ArticleIndexPage, Container, FaqIndexPage, TopicIndexPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pages")]


def titles(code: str) -> list[str]:
    models: tuple[type[Container], ...] = (ArticleIndexPage, FaqIndexPage, TopicIndexPage)
    return [model.objects.get(locale__language_code=code).title for model in models]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["Articles", "Questions", "Topics"]),
        ("el", ["Άρθρα", "Ερωτήσεις", "Θέματα"]),
        ("da", ["Artikler", "Spørgsmål", "Emner"]),
    ],
)
def test_containers_are_named_in_their_language(code: str, expected: list[str]) -> None:
    tree.ensure(code)
    assert titles(code) == expected
    assert tree.is_whole(code)


def test_containers_that_were_made_in_english_are_named_again_and_articles_stay() -> None:
    tree.ensure("el")
    ArticleIndexPage.objects.update(title="Articles", draft_title="Articles")
    assert not tree.is_whole("el")
    tree.ensure("el")
    page = ArticleIndexPage.objects.get()
    assert (page.title, page.draft_title, page.slug) == ("Άρθρα", "Άρθρα", "articles")
    assert tree.is_whole("el")


def test_a_name_that_an_editor_gave_stays() -> None:
    tree.ensure("el")
    page = ArticleIndexPage.objects.get()
    page.title = "Articles"
    page.save_revision().publish()
    assert tree.is_whole("el")
    tree.ensure("el")
    assert titles("el")[0] == "Articles"
