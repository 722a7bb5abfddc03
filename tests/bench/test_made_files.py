"""Made files of other systems go in whole, and what is shown as signs is found."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Collection

from bench.generated_files import silently_literal
from bench.made_files import shown, tree
from bench.made_files.tree import MadeFile
from kb.importing.run import import_tree


@pytest.mark.django_db
def test_made_files_go_in_and_nothing_is_shown_as_signs_in_silence(
    tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    made = tree.write(tmp_path / "files", 60, seed=14)
    assert {one.dialect for one in made} == set(tree.DIALECTS)
    report = import_tree(tmp_path / "files")
    assert report.files == len(made)
    assert (report.created, report.errors) == (len(made), [])
    assert silently_literal(made, report) == []
    report.problems = []
    assert silently_literal(made, report)


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    first, second = (tree.write(tmp_path / name, 20, seed=3) for name in "ab")
    assert first == second
    assert tree.write(tmp_path / "c", 20, seed=4) != first


@pytest.mark.parametrize(
    ("dialect", "source", "text", "found"),
    [
        ("hugo", "Ord {{< x >}}.", "Ord {{< x >}}.", ["{{< x >}}"]),
        ("hugo", "Ord `{{< x >}}`.", "Ord {{< x >}}.", []),
        ("hugo", "Ord {{< x >}}.", "Ord.", []),
        ("docusaurus", "a\n\n:::tip\nb", "a\n:::tip b", [":::"]),
        ("jekyll", "```\n{% x %}\n```", "{% x %}", []),
        (
            "github",
            "~~a~~ https://example.org/",
            "~~a~~ https://example.org/",
            ["~~a", "https://example.org"],
        ),
        ("github", "\\~~a", "~~a", []),
    ],
)
def test_signs_are_found_where_a_dialect_reads_them(
    dialect: str, source: str, text: str, found: list[str]
) -> None:
    made = MadeFile(f"el/{dialect}/a.md", dialect, "el", "a", source)
    assert [one.sign for one in shown.literals(made, text)] == found


def test_code_and_links_show_no_signs() -> None:
    raw = [
        {
            "type": "text",
            "value": '<p><code>~~x</code> <a href="https://a.example">https://a.example</a> y</p>',
        },
        {"type": "code", "value": {"text": ":::", "language": ""}},
        {"type": "note", "value": {"text": "<p>a &lt;b&gt;</p>"}},
    ]
    words = shown.text_of(raw)
    assert "~~" not in words
    assert "https" not in words
    assert ":::" not in words
    assert "a <b>" in words
