"""Symptoms and fixes: in Markdown, stored, found, translated; a fix keeps its id throughout."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.blocks.fix import KIND, Fix
from kb.blocks.ids import keep_ids
from kb.blocks.symptoms import Symptoms
from kb.blocks.text import Text
from kb.importing import body as raw_body
from kb.importing import canonical, markdown_out
from kb.importing.document import Article
from kb.importing.export import export_tree
from kb.importing.markdown_in import MarkdownParser
from kb.importing.run import import_tree
from kb.models import HelpPage
from kb.plain_text import headings, plain_text
from kb.prose.nodes import ItemList, Paragraph, Run
from kb.translation import pieces
from tests.factories.fixes import FIXES, ids, make_troubleshooting
from tests.kb.importing.documents import BOX_NODES
from tests.kb.importing.trees import write
from tests.kb.translation.test_translation import submit, translate

MARKDOWN = """:::symptoms
- Το φως είναι πορτοκαλί
- Η εφαρμογή γράφει *τίποτα*
:::

:::fix
### Επανεκκίνηση
id: hub-1
cause: Χάθηκε η σύνδεση

1. Βγάλτε το καλώδιο.
2. Περιμένετε.
:::
"""


def read(source: str) -> Any:
    reader = MarkdownParser()
    found = reader.read(source)
    assert not reader.log.faults
    return found


def faults(source: str) -> list[str]:
    reader = MarkdownParser()
    reader.read(source)
    return [fault.message for fault in reader.log.faults]


def test_symptoms_and_a_fix_are_read_with_cause_and_id() -> None:
    symptoms, fix = read(MARKDOWN)
    assert symptoms == Symptoms(("Το φως είναι πορτοκαλί", "Η εφαρμογή γράφει τίποτα"))
    assert (fix.title, fix.cause, fix.id) == ("Επανεκκίνηση", "Χάθηκε η σύνδεση", "hub-1")
    assert isinstance(fix.nodes[0], ItemList)


def test_a_fix_may_have_its_title_behind_its_name_and_no_more() -> None:
    (fix,) = read(":::fix Restart & wait\n:::")
    assert fix == Fix("Restart & wait")


def test_an_article_is_the_same_whether_or_not_its_file_names_the_fixes() -> None:
    named, bare = read(MARKDOWN), read(MARKDOWN.replace("id: hub-1\n", ""))
    assert named == bare
    one, other = (Article("Κόμβος", "troubleshooting", body) for body in (named, bare))
    assert canonical.digest(one) == canonical.digest(other)
    assert "id: hub-1" in canonical.write(one)


_WORDS = st.sampled_from(["Ω", "a: b", "# x", "id: y", "x #", "x {#y}", "cause:", "*a*_b", ":::x"])


@settings(max_examples=60, deadline=None)
@given(st.builds(Fix, _WORDS, st.just("") | _WORDS, st.just(()) | BOX_NODES))
@example(Fix("x", "", (Paragraph((Run("id: y"),)),)))
def test_a_fix_reads_back_the_same(one: Fix) -> None:
    assert read(markdown_out.write((one,))) == (one,)
    assert KIND.load(KIND.store(one, lambda image: 0), lambda number: ("", "")) == one


@settings(max_examples=30, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=3).map(tuple))
def test_symptoms_read_back_the_same(lines: tuple[str, ...]) -> None:
    assert read(markdown_out.write((Symptoms(lines),))) == (Symptoms(lines),)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (":::fix\ncause: x\n:::", "what to try"),
        (f":::fix\n### {'x' * 201}\n:::", "at most 200"),
        (":::fix\n### x\nid: ../x\n:::", "letters, digits and hyphens"),
        (":::symptoms\nx\n:::", "one list"),
        (f":::symptoms\n- {'x' * 301}\n:::", "at most 300"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(source: str, said: str) -> None:
    (fault,) = faults(source)
    assert said in fault


def test_a_fix_in_a_list_is_its_text() -> None:
    (text,) = read("- Πρώτα\n\n  :::fix\n  ### Επανεκκίνηση\n  :::\n")
    assert isinstance(text, Text)


def test_ids_that_a_file_says_hold_and_the_others_are_matched() -> None:
    old: list[Any] = [{"type": "fix", "value": name, "id": name} for name in "abc"]
    new: list[Any] = [
        {"type": "fix", "value": "c, anew", "id": "c"},
        {"type": "fix", "value": "a"},
        {"type": "fix", "value": "again", "id": "c"},
    ]
    before = keep_ids(new, old)
    assert [raw["id"] for raw in new[:2]] == ["c", "a"]
    assert [raw and raw["id"] for raw in before[:2]] == ["c", "a"]
    assert len({raw["id"] for raw in new}) == 3


@pytest.mark.django_db
def test_a_fix_keeps_its_id_through_export_import_and_another_order(tmp_path: Path) -> None:
    page = make_troubleshooting()
    first = ids(page)
    list(export_tree(tmp_path))
    file = tmp_path / "el" / "offline.md"
    assert all(f"id: {one}" in file.read_text(encoding="utf-8") for one in first)
    assert import_tree(tmp_path).unchanged == 1
    head, *boxes = file.read_text(encoding="utf-8").split(":::fix")
    boxes = [box if box.endswith("\n\n") else f"{box}\n" for box in reversed(boxes)]
    turned = ":::fix".join([head, *boxes]).replace("Κάντε το.", "Κάντε το τώρα.")
    file.write_text(turned, encoding="utf-8")
    report = import_tree(tmp_path, force=True)
    assert not report.problems
    assert ids(HelpPage.objects.get(pk=page.pk)) == first[::-1]


@pytest.mark.django_db
def test_an_import_brings_fixes_in_two_languages_under_the_same_ids(tmp_path: Path) -> None:
    for locale in ("en", "ar"):
        bare = MARKDOWN.replace("id: hub-1\n", "")
        write(tmp_path, locale, "offline", kind="troubleshooting", body=bare)
    report = import_tree(tmp_path)
    assert not report.problems
    assert report.aligned == 1
    english, arabic = (
        ids(HelpPage.objects.get(slug="offline", locale__language_code=code))
        for code in ("en", "ar")
    )
    assert english == arabic


@pytest.mark.django_db
def test_every_part_of_a_fix_is_translated_and_found(django_assert_max_num_queries: Any) -> None:
    symptoms = [{"type": "item", "value": "amber light", "id": "x"}]
    page = make_troubleshooting(("symptoms", symptoms), *FIXES[:1])
    with django_assert_max_num_queries(0):
        assert plain_text(page.body) == "amber light\nΧάθηκε η σύνδεση\nΚάντε το."
        assert headings(page.body) == ("Επανεκκίνηση",)
    translation = submit(page, "sv")
    translate(translation)
    translation.save_target(publish=True)
    swedish = HelpPage.objects.get(family=page.family, locale__language_code="sv")
    line, fix = swedish.body
    assert line.value[0] == "AMBER LIGHT"
    assert (fix.value["title"], fix.value["cause"]) == ("ΕΠΑΝΕΚΚΊΝΗΣΗ", "ΧΆΘΗΚΕ Η ΣΎΝΔΕΣΗ")
    assert fix.value["text"].source == "<p>ΚΆΝΤΕ ΤΟ.</p>"
    assert ids(swedish) == ids(page)


def test_a_fix_weighs_as_a_step_does() -> None:
    raw = raw_body.write(read(MARKDOWN), store=lambda image: 0)
    kinds = {one.text: one.kind for one in pieces.in_body(raw)}
    assert kinds["Επανεκκίνηση"] == kinds["Περιμένετε."] == pieces.STEP
