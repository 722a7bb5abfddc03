"""Colours that can be read, pages that weigh little, markup without inline code."""

import gzip
import itertools
import re
from pathlib import Path

import pytest

from portal import colours
from portal.accounts import faces

REPOSITORY = Path(__file__).resolve().parents[2]
STATIC = REPOSITORY / "portal/static/portal"
STYLESHEETS = sorted((STATIC / "css").glob("*.css"))
PUBLIC_TEMPLATES = sorted(
    path
    for root in ("portal", "kb", "community", "search")
    for path in (REPOSITORY / root).rglob("templates/**/*.html")
    if not {"wagtailadmin", "admin", "effort", "cms"} & set(path.parts)
)
ACCENTS = ("#0b6e5f", "#ffd400", "#000000", "#ffffff", "#d4006a", "#7f7f7f", "#00e5ff", "#1a3fd8")

TEXT_PAIRS = [
    *itertools.product(("ground", "ground-raised", "ground-sunken"), ("text", "text-muted")),
    *((f"{kind}-ground", f"{kind}-text") for kind in ("info", "success", "warning", "danger")),
    *itertools.product(("ground", "ground-raised"), ("danger-text",)),
    ("danger-fill", "on-danger"),
    ("mark-ground", "mark-text"),
    ("accent", "on-accent"),
    ("accent-hover", "on-accent"),
    *itertools.product(
        ("ground", "ground-raised", "ground-sunken", "accent-soft"), ("accent-text",)
    ),
    ("accent-soft", "text"),
    ("accent-soft", "text-muted"),
    *itertools.product(("success-ground",), ("text", "text-muted", "accent-text")),
]
SHAPE_PAIRS = [(ground, "line-strong") for ground in ("ground", "ground-raised", "ground-sunken")]


def tokens() -> dict[str, tuple[str, str]]:
    css = (STATIC / "css/tokens.css").read_text()
    return {
        name: (light, dark)
        for name, light, dark in re.findall(
            r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css
        )
    }


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "text"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(ground: str, text: str, theme: int) -> None:
    found = tokens()
    assert colours.contrast(found[ground][theme], found[text][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "line"), SHAPE_PAIRS)
def test_the_edges_of_fields_can_be_seen(ground: str, line: str, theme: int) -> None:
    found = tokens()
    assert colours.contrast(found[ground][theme], found[line][theme]) >= 3


def test_the_grounds_that_accents_are_made_for_are_those_of_the_stylesheet() -> None:
    found = tokens()
    assert found["ground"] == (colours.LIGHT_GROUND, colours.DARK_GROUND)
    assert found["ground-sunken"][0] == colours.LIGHT_SUNKEN
    assert found["success-ground"][0] == colours.LIGHT_SUCCESS
    assert found["ground-raised"][1] == colours.DARK_RAISED


@pytest.mark.parametrize("accent", ACCENTS)
def test_any_accent_colour_gives_readable_text_in_both_themes(accent: str) -> None:
    themes = {
        (
            colours.LIGHT_GROUND,
            colours.LIGHT_SUNKEN,
            colours.LIGHT_SUCCESS,
        ): colours.light_shades(accent),
        (colours.DARK_GROUND, colours.DARK_RAISED): colours.dark_shades(accent),
    }
    for grounds, shades in themes.items():
        assert colours.contrast(shades.fill, shades.on_fill) >= 4.5
        assert colours.contrast(shades.hover, shades.on_fill) >= 4.5
        for ground in (*grounds, shades.soft):
            assert colours.contrast(shades.text, ground) >= 4.5
            assert colours.contrast(shades.fill, ground) >= 3


def test_the_initials_of_people_can_be_read_on_each_colour() -> None:
    css = (STATIC / "css/content.css").read_text()
    grounds = re.findall(r"\.face(?:--\d)? \{[^}]*background: (#[0-9a-f]{6});", css)
    assert len(set(grounds)) == faces.TINTS
    assert all(colours.contrast("#ffffff", ground) >= 4.5 for ground in grounds)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_stylesheets_know_no_physical_side(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    physical = re.findall(
        r"\b(?:left|right)\b|(?:margin|padding|border|inset)-(?:top|bottom)"
        r"|(?<![\w-])(?:top|bottom|width|height|(?:min|max)-(?:width|height))\s*:(?![^{}]*\)\s*\{)",
        css,
    )
    assert physical == []


@pytest.mark.parametrize(
    "path", PUBLIC_TEMPLATES, ids=lambda path: str(path.relative_to(REPOSITORY))
)
def test_templates_carry_no_code_and_no_style(path: Path) -> None:
    markup = path.read_text()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", markup) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", markup) == []


@pytest.mark.parametrize("path", sorted((STATIC / "elements").glob("*.js")), ids=lambda p: p.name)
def test_elements_import_nothing(path: Path) -> None:
    assert not re.search(r"^\s*import\b|\bimport\(", path.read_text(), flags=re.MULTILINE)


def test_the_stylesheets_weigh_at_most_14_kb_compressed() -> None:
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in STYLESHEETS) <= 14_000


def test_a_message_read_out_at_once_leaves_lists_and_tables_what_they_are() -> None:
    # A list with the role of an alert is no list, and its items stand outside of one.
    own = re.compile(r"<(ul|ol|dl|li|table|tr|td|th)\b[^>]*\brole=\"(alert|status|log)\"")
    rooms = ("portal", "kb", "community", "search")
    pages = [page for room in rooms for page in (REPOSITORY / room).rglob("templates/**/*.html")]
    assert len(pages) > 100
    assert [page.name for page in pages if own.search(page.read_text())] == []
