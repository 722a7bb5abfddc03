"""A bad file is named with its line, and the others go in."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import HelpPage
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db

HEAD = "---\ntitle: A\ntype: howto\n---\n"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"Text only", 1, "front matter"),
        (b"---\ntitle: A\ntype: howto\n", 1, "never closed"),
        (b"---\ntitle: [A\ntype: howto\n---\n", 3, "broken YAML"),
        (b"---\ntitle: A\ntitle: B\ntype: howto\n---\n", 3, "twice"),
        (b"---\n- a\n---\n", 2, "not a list of"),
        (b"---\ntype: howto\n---\n", 2, "no title"),
        (b"---\ntitle: A\ntype: poem\n---\n", 3, "unknown type"),
        (b"---\ntitle: A\ntype: howto\nsource: tlh\n---\n", 4, "unknown locale"),
        (b"---\ntitle: &a A\ntype: howto\nsummary: *a\n---\n", 2, "anchors"),
        (b"---\ntitle: A\ntype: howto\nmarkets: [XY]\n---\n", 4, "country"),
        (b"---\ntitle: A\ntype: howto\ntopics: {a: b}\n---\n", 4, "list of texts"),
        (b"---\ntitle: A\nsummary: " + b"[" * 5000 + b"\n---\n", 3, "nested too deep"),
        (HEAD.encode() + b"one\ntwo \xff\n", 6, "UTF-8"),
        (HEAD.encode() + b"one\n\x00\n", 6, "U+0000"),
        (HEAD.encode() + b"one\n\n<script>alert(1)</script>\n", 7, "HTML"),
        (HEAD.encode() + b"one\ntwo <b onclick=x>\n", 6, "HTML"),
        (HEAD.encode() + b"[a](javascript:alert(1))\n", 5, "javascript:"),
        (HEAD.encode() + b"[a](JAVA&#115;CRIPT&colon;alert)\n", 5, "must not begin"),
        (HEAD.encode() + b"[a](data:text/html,x)\n", 5, "data:"),
        (HEAD.encode() + b"\none\n[a](article:nowhere)\n", 7, "leads nowhere"),
        (HEAD.encode() + b"[a](other.md)\n", 5, "leads nowhere"),
        (HEAD.encode() + b":::poem\nx\n:::\n", 5, "unknown block"),
        (HEAD.encode() + b"\n:::note\nx\n", 6, "never closed"),
        (HEAD.encode() + b":::steps\nwords\n:::\n", 5, "numbered list"),
        (HEAD.encode() + b":::applies-to\nmarket: Norway\n:::\n", 6, "at most 2"),
        (HEAD.encode() + b"![x](../../secret.png)\n", 5, "outside"),
        (HEAD.encode() + b"![x](/etc/passwd)\n", 5, "beside the text"),
        (HEAD.encode() + b"![x](data:image/png;base64,AA)\n", 5, "beside the text"),
        (HEAD.encode() + b"text\n![x](missing.png)\n", 6, "not there"),
        (b"---\ntitle: A\ntype: howto\ntopics: [nothing]\n---\n", 4, "no topic"),
        (b"---\ntitle: A\ntype: howto\ntopics: [good]\n---\n", 4, "not a topic"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, content: bytes, line: int, message: str
) -> None:
    trees.write(tmp_path, "en", "good")
    (tmp_path / "en" / "bad.md").write_bytes(content)
    report = import_tree(tmp_path)
    assert (report.created, report.failed) == (1, 1)
    (problem,) = report.errors
    assert (problem.file, problem.line) == ("en/bad.md", line)
    assert message in problem.message


def test_a_language_nobody_knows_is_named(tmp_path: Path) -> None:
    trees.write(tmp_path, "xx", "a")
    trees.write(tmp_path, "en", "b")
    report = import_tree(tmp_path)
    assert report.created == 1
    assert "unknown locale" in str(report.errors[0])


def test_two_files_for_one_article_are_named(tmp_path: Path) -> None:
    trees.write(tmp_path, "nb", "a", extra="source: nb\n")
    trees.write(tmp_path, "no", "a", extra="source: nb\n")
    report = import_tree(tmp_path)
    assert (report.created, report.failed) == (1, 1)
    assert "also in nb/a.md" in str(report.errors[0])


def test_topics_in_a_circle_are_left_out(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", kind="topic", topics=("b",))
    trees.write(tmp_path, "en", "b", kind="topic", topics=("a",))
    trees.write(tmp_path, "en", "c", topics=("a",))
    report = import_tree(tmp_path)
    assert {problem.file for problem in report.errors} == {"en/a.md", "en/b.md"}
    assert HelpPage.objects.get().slug == "c"


def test_a_file_name_that_cannot_be_an_id_becomes_one_and_is_named(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "two words")
    trees.write(tmp_path, "en", "search")
    trees.write(tmp_path, "el", "Επαναφορά", extra="source: el\n")
    report = import_tree(tmp_path)
    assert (report.created, report.errors) == (3, [])
    slugs = set(HelpPage.objects.values_list("slug", flat=True))
    assert slugs == {"two-words", "search-1", "epanafora"}
    for problem in report.warnings:
        assert "the article goes by" in problem.message
    assert import_tree(tmp_path).unchanged == 3


def test_an_unknown_key_is_a_warning(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", extra="colour: red\n")
    report = import_tree(tmp_path)
    assert report.created == 1
    assert "unknown key “colour”" in str(report.warnings[0])


def test_an_unquoted_no_is_norway(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", extra="markets: [NO, SE]\n")
    import_tree(tmp_path)
    assert HelpPage.objects.get().family.markets == ["NO", "SE"]


def test_a_link_out_of_the_directory_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(HEAD)
    (tmp_path / "files" / "en").mkdir(parents=True)
    (tmp_path / "files" / "en" / "a.md").symlink_to(secret)
    assert "outside" in str(import_tree(tmp_path / "files").errors[0])


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", body="![x](a.png)")
    (tmp_path / "en" / "a.png").write_text("<svg onload=alert(1)>")
    assert "not a picture" in str(import_tree(tmp_path).errors[0])


def test_a_picture_is_kept_once_by_its_content(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    for name in ("a", "b"):
        trees.write(tmp_path, "en", name, body=f'![A red dot]({name}.png "A dot")')
        Image.new("RGB", (4, 4), "red").save(tmp_path / "en" / f"{name}.png")
    assert import_tree(tmp_path).created == 2
    assert get_image_model().objects.count() == 1
    (raw,) = HelpPage.objects.get(slug="a").body.raw_data
    assert raw["value"]["alt"] == "A red dot"
    assert raw["value"]["caption"] == "A dot"
    assert import_tree(tmp_path).unchanged == 2
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 2
    assert len(list((tmp_path / "out" / "_images").iterdir())) == 1


FAULTY = """---
title: Πέντε λάθη
type: ποίημα
topics: [tipota]
---

Πρώτα διαβάστε [αυτό](allo.md) και [εκείνο](javascript:alert(1)).

:::τίποτα
α
:::

:::poem
Ένα [ακόμα](article:tipota).
:::

![Καντράν](kadran.png)

- Γραμμή <script>alert(1)</script>
- Άλλη <b onclick=x>

:::applies-to
market: Ελλάδα
colour: red
:::
"""


def test_all_faults_of_a_file_are_named_at_once_with_lines_and_remedies(tmp_path: Path) -> None:
    (tmp_path / "el").mkdir()
    (tmp_path / "el" / "lathi.md").write_text(FAULTY)
    report = import_tree(tmp_path)
    assert (report.created, report.failed) == (0, 1)
    lines = [problem.line for problem in report.errors]
    assert lines == [3, 4, 7, 7, 13, 14, 17, 19, 20, 23, 24]
    remedies = ("; ", "must not begin", "at most", "holds", ": take", "such as")
    for problem in report.errors:
        assert any(remedy in problem.message for remedy in remedies), problem


def test_a_bad_source_does_not_keep_its_translations_out(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "kettle", kind="topic", body="<script>x</script>\n\nOne.")
    trees.write(tmp_path, "da", "kettle", kind="topic", body="Et.")
    trees.write(tmp_path, "el", "descale", topics=("kettle",), extra="source: el\n")
    report = import_tree(tmp_path)
    assert (report.created, report.failed) == (2, 1)
    assert any("no file that can be read" in str(problem) for problem in report.warnings)
    trees.write(tmp_path, "en", "kettle", kind="topic", body="One.")
    report = import_tree(tmp_path)
    assert (report.created, report.failed, report.aligned) == (1, 0, 1)
