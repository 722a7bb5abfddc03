"""A picture by the language's folder is that language's own, and stays it."""

from pathlib import Path
from typing import Any

import pytest
from wagtail_localize.models import Translation

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import HelpPage, TranslationState
from tests.factories.pictures import png
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db
BODY = ":::picture-with-words\n![{}](screen.png)\n:::"


@pytest.fixture
def tree(settings: Any, tmp_path: Path) -> Path:
    """An article with a picture of a screen, whose Greek version is another one."""
    settings.MEDIA_ROOT = tmp_path / "media"
    directory = tmp_path / "texts"
    for code, alt, colour in (("en", "The menu", "red"), ("el", "Το μενού", "blue")):
        trees.write(directory, code, "sound", body=BODY.format(alt))
        (directory / code / "screen.png").write_bytes(png(colour))
    return directory


def page(code: str) -> HelpPage:
    return HelpPage.objects.get(slug="sound", locale__language_code=code).specific


def test_an_own_picture_stays_when_the_text_is_brought_in_line(tree: Path) -> None:
    assert import_tree(tree).aligned == 1
    before = page("el").body.get_prep_value()
    assert before[0]["value"]["image"] != page("en").body[0].value["image"].pk
    Translation.objects.get().save_target()
    assert page("el").body.get_prep_value() == before
    assert TranslationState.objects.get(locale__language_code="el").pictures_to_do == 0


def test_the_same_picture_in_both_languages_is_one_that_is_missing(tree: Path) -> None:
    (tree / "el" / "screen.png").write_bytes(png("red"))
    import_tree(tree)
    assert TranslationState.objects.get(locale__language_code="el").pictures_to_do == 1


def test_what_is_exported_and_imported_again_changes_nothing(tree: Path, tmp_path: Path) -> None:
    import_tree(tree)
    before = {code: page(code).body.get_prep_value() for code in ("en", "el")}
    assert list(export_tree(tmp_path / "out"))
    report = import_tree(tmp_path / "out")
    assert (report.unchanged, report.updated, report.created) == (2, 0, 0)
    assert {code: page(code).body.get_prep_value() for code in ("en", "el")} == before
