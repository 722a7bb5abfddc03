"""Folders are topics, if that is asked for."""

from pathlib import Path

import pytest

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import HelpPage
from tests.kb.importing.test_finding import page, put

pytestmark = pytest.mark.django_db


def tree(directory: Path) -> Path:
    article = "---\nsource: el\n---\n# Τίτλος\n\nΚείμενο.\n"
    put(directory, "el/01-pump_care/a.md", article)
    put(directory, "el/01-pump_care/deep/b.md", article)
    put(directory, "el/start/_index.md", "---\ntitle: Αρχή\nsource: el\n---\nΠώς.")
    put(directory, "el/start/c.md", article)
    put(
        directory,
        "el/more/_category_.json",
        '{"label": "Κι άλλα", "link": {"description": "Όλα."}}',
    )
    put(directory, "el/more/d.md", article)
    put(directory, "el/e.md", article)
    put(directory, "da/start/_category_.yml", "label: Begynd\n")
    put(directory, "da/start/c.md", article.replace("Τίτλος", "Titel"))
    return directory


def topics(slug: str) -> list[str]:
    links = page(slug).family.topic_links.select_related("topic")
    return [link.topic.slug for link in links]


def test_folders_are_topics_by_what_they_are_called(tmp_path: Path) -> None:
    report = import_tree(tree(tmp_path), folders_as_topics=True)
    assert (report.errors, report.failed) == ([], 0)
    assert report.created == 11
    titles = {
        (one.slug, one.locale.language_code): one.title
        for one in HelpPage.objects.filter(family__kind="topic").select_related("locale")
    }
    assert titles == {
        ("01-pump-care", "el"): "Pump care",
        ("deep", "el"): "Deep",
        ("start", "el"): "Αρχή",
        ("start", "da"): "Begynd",
        ("more", "el"): "Κι άλλα",
    }
    assert page("more").summary == "Όλα."
    assert topics("a") == ["01-pump-care"]
    assert topics("b") == ["deep"]
    assert topics("deep") == ["01-pump-care"]
    assert topics("c") == ["start"]
    assert topics("e") == []
    named = [one.file for one in report.warnings if "called as its folder" in one.message]
    assert named == ["el/01-pump_care", "el/01-pump_care/deep"]
    assert import_tree(tmp_path, folders_as_topics=True).unchanged == 11
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 11


def test_folders_are_only_folders_otherwise(tmp_path: Path) -> None:
    report = import_tree(tree(tmp_path))
    assert (report.created, report.left_out) == (7, 2)
    assert not HelpPage.objects.filter(family__kind="topic")


def test_a_folder_that_says_its_name_badly_is_named(tmp_path: Path) -> None:
    put(tmp_path, "el/a/_category_.json", "{")
    put(tmp_path, "el/a/b.md")
    report = import_tree(tmp_path, folders_as_topics=True)
    assert [error.file for error in report.errors][:1] == ["el/a/_category_.json"]
