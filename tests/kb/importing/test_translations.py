"""Imported translations are translations in the editor too."""

import re
from pathlib import Path

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from kb.blocks import FEATURES
from kb.blocks.text import Text
from kb.importing.markdown_in import MarkdownParser
from kb.importing.run import import_tree
from kb.models import HelpPage
from kb.prose import html_in, html_out
from kb.translation.segments.publishing import has_news
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return trees.small(tmp_path)


def page(slug: str, locale: str) -> HelpPage:
    return HelpPage.objects.get(slug=slug, locale__language_code=locale).specific


def translation(slug: str) -> Translation:
    return Translation.objects.get(source__object_id=page(slug, "en").translation_key)


def rows(source: TranslationSource) -> list[list[tuple[object, ...]]]:
    return [
        sorted(segments.values_list(*names, "context__path", "context__field_path", "order"))
        for segments, names in (
            (source.stringsegment_set, ("string__data", "attrs")),
            (source.templatesegment_set, ("template__template", "template__uuid")),
            (source.overridablesegment_set, ("data_json",)),
        )
    ]


def test_segments_are_what_wagtail_localize_itself_would_write(tree: Path) -> None:
    import_tree(tree)
    source = translation("no-sound").source
    ours = rows(source)
    source.stringsegment_set.all().delete()
    source.templatesegment_set.all().delete()
    source.overridablesegment_set.all().delete()
    source.update_from_db()
    assert rows(source) == ours


def test_readers_have_all_that_was_imported_so_nothing_waits_to_be_published(tree: Path) -> None:
    import_tree(tree)
    file = tree / "el" / "no-sound.md"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Όλα: "), "utf-8")
    assert import_tree(tree).updated == 1
    live = HelpPage.objects.filter(live=True)
    assert live.filter(title__startswith="Όλα: ").exists()
    assert [one.title for one in live if has_news(one)] == []


def test_a_translation_that_fits_is_complete_in_the_editor(tree: Path) -> None:
    import_tree(tree)
    total, done = translation("no-sound").get_progress()
    assert total == done > 10


def test_bringing_a_translation_in_line_changes_nothing(tree: Path) -> None:
    import_tree(tree)
    before = page("no-sound", "el")
    translation("no-sound").save_target()
    after = page("no-sound", "el")
    assert after.title == before.title
    assert after.body.get_prep_value() == before.body.get_prep_value()


def test_a_later_change_of_the_source_marks_the_changed_text_only(tree: Path) -> None:
    import_tree(tree)
    path = tree / "en" / "no-sound.md"
    path.write_text(path.read_text().replace("Press **On**", "Press **Start**"))
    assert import_tree(tree).updated == 1
    total, done = translation("no-sound").get_progress()
    assert done == total - 1


def test_one_that_does_not_fit_is_written_by_hand_and_never_overwritten(tree: Path) -> None:
    report = import_tree(tree)
    assert report.by_hand == 1
    greek = page("volume", "el")
    assert greek.by_hand
    assert not Translation.objects.filter(
        source__object_id=greek.translation_key, enabled=True
    ).exists()
    source, _created = TranslationSource.update_or_create_from_instance(page("volume", "en"))
    made = Translation.objects.create(source=source, target_locale=greek.locale)
    made.save_target()
    assert page("volume", "el").body.raw_data[0]["value"] == "<p>Ένα.</p>"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (
            "Ένα.\n\nΔύο.\n\n:::note\nΤρία.\n:::",
            "it has 2 blocks, its source 1; they part at block 2",
        ),
        (":::note\nΔύο.\n:::", "block 1 is note, in its source text"),
        ("Ένα.", "block 1 (text) has other paragraphs, lists or links"),
    ],
)
def test_one_that_does_not_fit_says_where_it_parts(tmp_path: Path, body: str, place: str) -> None:
    trees.write(tmp_path, "en", "a", body="One.\n\nTwo.")
    trees.write(tmp_path, "el", "a", body=body)
    report = import_tree(tmp_path)
    (warning,) = report.warnings
    assert (report.by_hand, warning.file) == (1, "el/a.md")
    assert warning.message.endswith(place)


def test_a_changed_translation_takes_its_text_along(tree: Path) -> None:
    import_tree(tree)
    path = tree / "el" / "no-sound.md"
    path.write_text(path.read_text().replace("Περιμένετε", "Υπομονή"))
    import_tree(tree)
    assert StringTranslation.objects.filter(data="Υπομονή.").count() == 1
    assert not StringTranslation.objects.filter(data="Περιμένετε.").exists()
    translation("no-sound").save_target()
    assert "Υπομονή" in str(page("no-sound", "el").body.get_prep_value())


def test_a_link_that_leads_elsewhere_in_a_translation_still_fits(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", body="See [it](https://example.org/).")
    trees.write(tmp_path, "el", "a", body="Δείτε [το](https://example.org/el/).")
    assert import_tree(tmp_path).aligned == 1
    before = page("a", "el").body.get_prep_value()
    translation("a").save_target()
    assert page("a", "el").body.get_prep_value() == before


def test_a_translation_may_come_before_its_source(tmp_path: Path) -> None:
    trees.write(tmp_path, "el", "a", body="Ένα.")
    assert import_tree(tmp_path).created == 1
    trees.write(tmp_path, "en", "a", body="One.")
    import_tree(tmp_path)
    assert translation("a").get_progress() == (3, 3)


def test_opening_and_saving_in_the_editor_changes_no_text() -> None:
    source = """Plain **bold *both* bold** `code **` and [a **link**](https://example.org/?a=b&c).

## Heading with `code`

> A quote\\
> in lines.

1. One

   more

   ```
   if x:
       y  z
   ```
2. Two
   - inner **bold**
     1. deep
---
- last
"""
    (text,) = MarkdownParser().read(source)
    assert isinstance(text, Text)
    converter = ContentstateConverter(FEATURES)
    html = html_out.write(text.nodes)
    saved = converter.to_database_format(converter.from_database_format(html))
    assert html_in.read(saved) == text.nodes
    assert re.sub(r' data-block-key="[^"]*"', "", saved) == html
