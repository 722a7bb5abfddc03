"""Files in folders, under other names and with other heads; links from file to file."""

import re
from pathlib import Path

import pytest
from django.test import Client

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import HelpPage
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db


def put(
    directory: Path, name: str, text: str = "---\nsource: el\n---\n# Τίτλος\n\nΚείμενο.\n"
) -> None:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(slug: str, locale: str = "el") -> HelpPage:
    return HelpPage.objects.get(slug=slug, locale__language_code=locale)


def test_files_in_folders_and_with_other_endings_are_articles(tmp_path: Path) -> None:
    for name in ("a.markdown", "start/b_c.md", "start/index.md", "x/d.md", "y/d.mdx", "d.md"):
        put(tmp_path, f"el/{name}")
    report = import_tree(tmp_path)
    assert (report.created, report.problems) == (6, [])
    slugs = set(HelpPage.objects.values_list("slug", flat=True))
    assert slugs == {"a", "b-c", "start", "x-d", "y-d", "d"}
    assert import_tree(tmp_path).unchanged == 6


def test_a_file_in_a_folder_is_the_same_article_in_every_language(tmp_path: Path) -> None:
    for name in ("el/x/d.md", "el/y/d.md", "da/x/d.md"):
        put(tmp_path, name, "---\nsource: el\ntitle: D\n---\nTekst.")
    import_tree(tmp_path)
    assert page("x-d", "da").family_id == page("x-d").family_id


def test_every_file_is_accounted_for(tmp_path: Path) -> None:
    put(tmp_path, "README.md")
    put(tmp_path, "el/a.md")
    put(tmp_path, "el/b/brev.odt")
    put(tmp_path, "el/_images/hane.png")
    put(tmp_path, "el/.gitkeep")
    report = import_tree(tmp_path)
    assert (report.files, report.created, report.left_out) == (3, 1, 2)
    assert [problem.file for problem in report.warnings] == ["README.md", "el/b/brev.odt"]
    assert not report.failed


def test_a_link_to_a_file_or_folder_leads_to_its_article(tmp_path: Path) -> None:
    links = ("b.md", "./b.md#part", "sub/c.md", "sub/", "../da/b.md", "sub/c.html", "/sub/c.md")
    put(tmp_path, "el/a.md", "# Α\n\n" + "\n".join(f"[x]({link})" for link in links))
    put(tmp_path, "el/sub/c.md", "# Γ\n\n[πίσω](../a.md) [πάνω](./)")
    for name in ("el/b.md", "da/b.md", "el/sub/README.md"):
        put(tmp_path, name, "---\nsource: el\ntitle: B\n---\n")
    report = import_tree(tmp_path)
    assert (report.created, report.errors) == (5, [])
    html = page("a").body.raw_data[0]["value"]
    assert [html.count(f'family="{slug}"') for slug in ("b", "c", "sub")] == [3, 3, 1]
    assert 'family="a"' in page("c").body.raw_data[0]["value"]


def test_a_link_out_of_the_directory_finds_no_article(tmp_path: Path) -> None:
    put(tmp_path, "files/el/a.md", "# Α\n\n[x](../../../el/b.md)")
    put(tmp_path, "el/b.md")
    (error,) = import_tree(tmp_path / "files").errors
    assert "leads nowhere" in error.message


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Σφάλμα: E-2210\nsummary: Τι: αυτό\n---\n",
        "---\ntitle: 'Σφάλμα: E-2210'\ndescription: \"Τι: αυτό\"\nsidebar_label: x\n---\n",
        '+++\ntitle = "Σφάλμα: E-2210"\ndescription = "Τι: αυτό"\n[menu]\nmain = "x"\n+++\n',
        "---\ndescription: 'Τι: αυτό'\nmenu:\n  main: {weight: 3}\n---\n# Σφάλμα: E-2210\n",
        "---\nsummary: Τι: αυτό\n---\n<!-- x -->\n\nΣφάλμα: E-2210\n===\n",
    ],
)
def test_the_head_of_another_system_is_read(tmp_path: Path, head: str) -> None:
    put(tmp_path, "el/a.md", f"{head}\nΚείμενο.\n")
    report = import_tree(tmp_path)
    assert (report.created, report.errors) == (1, [])
    assert page("a").title == "Σφάλμα: E-2210"
    assert page("a").summary == "Τι: αυτό"
    assert page("a").family.kind == "howto"


def test_blanks_and_empty_lines_make_no_change_of_an_export(tmp_path: Path) -> None:
    body = (
        "```\nάλφα\n\n\n```\n\n:::keys\nCtrl  +  R\n:::\n\n"
        ":::applies-to\nproduct: Solvei   Hub\n:::\n\n## Τίτλος {x} | y\n\n"
        "| α | β |\n|---|---|\n| γ | δ |\n\n> [!TIP]\n> Νερό.\n\nΈνα<br><br>δύο\n"
    )
    trees.write(tmp_path / "files", "el", "a", body=body, extra="source: el\n")
    assert import_tree(tmp_path / "files").created == 1
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 1
    assert import_tree(tmp_path / "files").unchanged == 1


def test_a_link_leads_to_a_heading_here_and_in_another_article(tmp_path: Path) -> None:
    a = "# Α\n\n[κάτω](#xepl) [εκεί](b.md#vrysi) [ναι](article:b#βρύση)\n\n## Ξέπλυμα {#xepl}\n"
    put(tmp_path, "el/a.md", f"---\nsource: el\n---\n{a}")
    put(tmp_path, "el/b.md", "---\nsource: el\n---\n# Β\n\n## Βρύση\n\n### Vrysi\n\n## Βρύση\n")
    report = import_tree(tmp_path)
    assert (report.created, report.problems) == (2, [])
    first, second = (Client().get(f"/el/help/{slug}/").content.decode() for slug in "ab")
    assert '<h2 id="ξέπλυμα">Ξέπλυμα</h2>' in first
    assert 'href="#%CE%BE%CE%AD%CF%80%CE%BB%CF%85%CE%BC%CE%B1"' in first
    assert 'href="/el/help/b/#vrysi"' in first
    assert 'href="/el/help/b/#%CE%B2%CF%81%CF%8D%CF%83%CE%B7"' in first
    for name in ("βρύση", "vrysi", "βρύση-1"):
        assert f' id="{name}"' in second
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 2


def test_no_heading_takes_the_name_of_a_part_of_the_page(tmp_path: Path) -> None:
    trees.write(tmp_path, "en", "a", body="## Α\n\n## Β\n\n## Γ")
    import_tree(tmp_path)
    found = re.findall(r' id="([^"]+)"', Client().get("/en/help/a/").content.decode())
    ids = [name for name in found if name not in ("α", "β", "γ")]
    body = "\n\n".join(f"## {name}" for name in ids)
    trees.write(tmp_path, "en", "a", body=body)
    assert import_tree(tmp_path).updated == 1
    html = Client().get("/en/help/a/").content.decode()
    found = re.findall(r' id="([^"]+)"', html)
    assert len(found) == len(set(found)) == 2 * len(ids)
