"""What was edited last in the sample leaves its translators something to do."""

import shutil
from pathlib import Path

import pytest

from kb.importing.run import import_tree
from kb.kinds import Kind
from kb.models import Family, HelpPage
from kb.states import Currency, TranslationState
from portal.demo import edits, seeding
from portal.home import site

EDITED = "change-valve-batteries"
# With its topics, and what it leads to.
NEEDED = (EDITED, "thermostat-and-valves", "safety-and-care", "valve-blocked-e-2210")


@pytest.fixture
def said(db: None, tmp_path: Path) -> list[str]:
    site.set_up()
    for code in ("en", "el"):
        (tmp_path / code).mkdir()
        for name in NEEDED:
            shutil.copy(seeding.CONTENT / code / f"{name}.md", tmp_path / code)
    import_tree(tmp_path)
    problems: list[str] = []
    edits.seed(problems.append)
    return problems


def test_one_article_is_to_be_updated_in_greek_and_shows_a_snippet(said: list[str]) -> None:
    assert said == []
    to_do = TranslationState.objects.exclude(words_to_do=0).filter(locale__language_code="el")
    assert [(one.family.slug, one.currency) for one in to_do.select_related("family")] == [
        (EDITED, Currency.UPDATE_NEEDED)
    ]
    snippet = Family.objects.get(kind=Kind.SNIPPET)
    changed = HelpPage.objects.get(family__slug=EDITED, locale__language_code="en")
    assert snippet.slug in [block["value"] for block in changed.body.raw_data]
    assert {page.locale.language_code for page in snippet.pages.filter(live=True)} >= {"en", "el"}
