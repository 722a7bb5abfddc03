"""Files become published pages; a second time nothing happens; what people did is kept."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from kb.importing.export import export_tree
from kb.importing.report import ImportReport
from kb.importing.run import import_tree
from kb.models import ArticlePage, Family, HelpPage, Membership
from search.index.models import Change
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return trees.small(tmp_path / "files")


def counts(report: ImportReport) -> tuple[int, ...]:
    return tuple(
        getattr(report, name) for name in ("created", "updated", "unchanged", "conflict", "failed")
    )


def page(slug: str, locale: str) -> HelpPage:
    return HelpPage.objects.get(slug=slug, locale__language_code=locale)


def edit(found: HelpPage, title: str) -> None:
    specific = found.specific
    specific.title = title
    specific.save_revision().publish()


def test_every_file_becomes_a_published_page(tree: Path) -> None:
    assert counts(import_tree(tree)) == (6, 0, 0, 0, 0)
    family = Family.objects.get(slug="no-sound")
    assert family.kind == "troubleshooting"
    assert family.markets == ["NO", "SE"]
    assert [product.name for product in family.products.all()] == ["Solvei Hub"]
    assert [link.topic.slug for link in family.topic_links.all()] == ["sound"]
    assert family.first_published_at is not None
    article = page("no-sound", "el")
    assert article.live
    assert article.specific_class is ArticlePage
    assert article.keywords == "a, b c"
    kinds = [raw["type"] for raw in article.body.raw_data]
    assert kinds == ["text", "code", "note", "steps", "keys", "applies_to"]
    assert article.body.raw_data[-1]["value"] == {
        "product": "Hub",
        "version": "2.10",
        "market": "NO",
    }


def test_the_page_tree_is_sound_afterwards(tree: Path) -> None:
    import_tree(tree)
    trees.write(tree, "en", "later", body="More.")
    import_tree(tree)
    assert all(not list(problem) for problem in Page.find_problems())
    assert len({page.path for page in Page.objects.all()}) == Page.objects.count()


def test_a_page_made_in_bulk_is_as_wagtail_would_have_saved_it(tree: Path) -> None:
    import_tree(tree)
    made = page("no-sound", "en").specific
    fields = [field.attname for field in made._meta.concrete_fields if field.name != "body"]
    revision = made.latest_revision
    before = {name: getattr(made, name) for name in fields}
    references = set(ReferenceIndex.objects.filter(object_id=made.pk).values_list("model_path"))
    made.full_clean()
    made.save()
    ReferenceIndex.create_or_update_for_object(made)
    fresh = ArticlePage.objects.get(pk=made.pk)
    assert {name: getattr(fresh, name) for name in fields} == before
    assert list(fresh.body.raw_data) == list(made.body.raw_data)
    assert revision == made.live_revision
    assert list(revision.as_object().body.raw_data) == list(made.body.raw_data)
    assert revision.content.keys() == made.serializable_data().keys()
    assert references == set(
        ReferenceIndex.objects.filter(object_id=made.pk).values_list("model_path")
    )
    actions = PageLogEntry.objects.filter(page=made.pk).values_list("action", flat=True)
    assert set(actions) == {"wagtail.create", "wagtail.publish"}


def test_the_admin_and_the_public_search_hear_of_it(tree: Path) -> None:
    import_tree(tree)
    assert set(Change.objects.values_list("key", flat=True)) == {"sound", "no-sound", "volume"}
    found = get_search_backend().search("Ήχος", Page.objects.all())
    assert [page.slug for page in found] == ["sound"]


def test_the_second_time_nothing_is_written(tree: Path) -> None:
    import_tree(tree)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert counts(import_tree(tree)) == (0, 0, 6, 0, 0)
    assert len(queries) < 15
    assert not [query for query in queries if not query["sql"].startswith(("SELECT", "BEGIN"))]


def test_a_changed_file_makes_a_new_published_revision(tree: Path) -> None:
    import_tree(tree)
    trees.write(tree, "en", "volume", title="Louder", topics=("sound",), body="One.\n\nTwo.")
    assert counts(import_tree(tree)) == (0, 1, 5, 0, 0)
    changed = page("volume", "en")
    assert changed.title == "Louder"
    assert not changed.has_unpublished_changes
    assert Revision.objects.filter(object_id=str(changed.pk)).count() == 2
    assert counts(import_tree(tree)) == (0, 0, 6, 0, 0)


def test_blocks_keep_their_ids_when_a_file_changes(tree: Path) -> None:
    import_tree(tree)
    before = [raw["id"] for raw in page("no-sound", "en").body.raw_data]
    path = tree / "en" / "no-sound.md"
    path.write_text(path.read_text().replace("Press **On**", "Press **Off**"))
    import_tree(tree)
    assert [raw["id"] for raw in page("no-sound", "en").body.raw_data] == before


def test_an_article_edited_since_is_a_conflict_and_kept(tree: Path) -> None:
    import_tree(tree)
    edit(page("volume", "en"), "Mine")
    report = import_tree(tree)
    assert counts(report) == (0, 0, 5, 1, 0)
    assert "volume" in str(report.warnings[0])
    assert page("volume", "en").title == "Mine"


def test_force_overwrites_what_was_edited(tree: Path) -> None:
    import_tree(tree)
    edit(page("volume", "en"), "Mine")
    assert counts(import_tree(tree, force=True)) == (0, 1, 5, 0, 0)
    assert page("volume", "en").title == "volume in en"


def test_a_draft_made_since_is_a_conflict_too(tree: Path) -> None:
    import_tree(tree)
    draft = page("volume", "en").specific
    draft.title = "Draft"
    draft.save_revision()
    assert counts(import_tree(tree))[3] == 1


def test_saving_without_a_change_is_no_conflict(tree: Path) -> None:
    import_tree(tree)
    edit(page("volume", "en"), "volume in en")
    assert counts(import_tree(tree)) == (0, 0, 6, 0, 0)


def test_topics_changed_by_people_are_kept(tree: Path) -> None:
    import_tree(tree)
    Membership.objects.filter(member__slug="volume").delete()
    report = import_tree(tree)
    assert "edited" in str(report.warnings[0])
    assert not Membership.objects.filter(member__slug="volume").exists()


def test_a_dry_run_writes_nothing_and_says_what_would_happen(tree: Path) -> None:
    report = import_tree(tree, dry_run=True)
    assert counts(report) == (6, 0, 0, 0, 0)
    assert ("created", "en/volume.md") in report.changes
    assert not Family.objects.exists()
    assert not Change.objects.exists()


def test_one_language_alone_can_be_imported(tree: Path) -> None:
    assert counts(import_tree(tree, locales=["en"])) == (3, 0, 0, 0, 0)
    assert not HelpPage.objects.filter(locale__language_code="el").exists()
    assert counts(import_tree(tree, locales=["el"])) == (3, 0, 0, 0, 0)


def test_import_export_import_changes_nothing(tree: Path, tmp_path: Path) -> None:
    import_tree(tree)
    out = tmp_path / "out"
    assert len(list(export_tree(out))) == 6
    first = {path.name: path.read_text() for path in out.glob("*/*.md")}
    assert counts(import_tree(out)) == (0, 0, 6, 0, 0)
    list(export_tree(tmp_path / "again"))
    assert {path.name: path.read_text() for path in (tmp_path / "again").glob("*/*.md")} == first


def test_a_killed_import_is_simply_run_again(tree: Path) -> None:
    def die(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_tree(tree, progress=die)
    report = import_tree(tree)
    assert report.failed == report.conflict == 0
    assert counts(import_tree(tree)) == (0, 0, 6, 0, 0)
    assert all(not list(problem) for problem in Page.find_problems())


def test_a_file_that_has_gone_is_named_and_its_article_kept(tree: Path, tmp_path: Path) -> None:
    import_tree(tree)
    (tree / "el" / "volume.md").unlink()
    report = import_tree(tree)
    assert [problem.file for problem in report.warnings] == ["el/volume.md"]
    assert "has gone" in str(report.warnings[0])
    assert page("volume", "el").live
    assert not import_tree(tree, locales=["en"]).warnings
    trees.write(tmp_path / "other", "el", "bryst", extra="source: el\n")
    assert not import_tree(tmp_path / "other").warnings
