"""A help centre as Zendesk Guide exports it, for tests: the texts are invented."""

import json
from pathlib import Path
from typing import Any

from PIL import Image as Picture

HOST = "https://varme.example"
CATEGORY, SECTION, INNER = 3600001, 3600011, 3600012
BLEED, NOISE, DRAFT, INTERNAL = 360000000101, 360000000102, 360000000103, 360000000104
PHOTO, GUIDE = 360000000901, 360000000902
AT = "2026-01-10T09:00:00Z"
LATER = "2026-03-01T09:00:00Z"

BLEED_DA = f"""<div><h2 id="h_01"><span>Før du begynder</span></h2>
<p>Du skal bruge en <strong>nøgle</strong>. Læs også
<a href="{HOST}/hc/da/articles/{NOISE}-Hvis-radiatoren-larmer#h_05">om støj</a>.</p>
<ol><li>Sluk for pumpen.</li><li>Åbn ventilen.<br>Vent lidt.</li></ol>
<p><img src="/hc/article_attachments/{PHOTO}/ventil.png" alt="Ventilen på siden"></p>
<div class="callout callout--warning"><p>Vandet er varmt.</p></div>
<p>Hent <a href="{HOST}/hc/da/article_attachments/{GUIDE}/vejledning.pdf">vejledningen</a>
eller gå <a href="#h_01">til begyndelsen</a>.</p></div>"""
BLEED_EL = f"""<div><h2 id="h_02"><span>Πριν αρχίσετε</span></h2>
<p>Θα χρειαστείτε ένα <strong>κλειδί</strong>. Διαβάστε και
<a href="/hc/el/articles/{NOISE}">για τον θόρυβο</a>.</p>
<ol><li>Κλείστε την αντλία.</li><li>Ανοίξτε τη βαλβίδα.<br>Περιμένετε λίγο.</li></ol>
<p><img src="{HOST}/hc/article_attachments/{PHOTO}/ventil.png" alt="Η βαλβίδα"></p>
<div class="callout callout--warning"><p>Το νερό καίει.</p></div>
<p>Πάρτε τον <a href="/hc/el/article_attachments/{GUIDE}/vejledning.pdf">οδηγό</a>
ή πηγαίνετε <a href="#h_02">στην αρχή</a>.</p></div>"""


NOISE_DA = f"""<h2><a name="h_05"></a>Banken</h2>
<p>Luft. <a href="{HOST}/hc/da/articles/{BLEED}#h_01">Sådan</a>.</p>"""


def address(locale: str, kind: str, number: int, title: str = "") -> str:
    """As the help centre writes it."""
    return f"{HOST}/hc/{locale}/{kind}/{number}{f'-{title}' if title else ''}"


def category(number: int, name: str, *, locale: str = "da", **more: Any) -> dict[str, Any]:
    """A category in one language."""
    return {
        "id": number,
        "html_url": address(locale, "categories", number),
        "name": name,
        "description": "",
        "locale": locale,
        "source_locale": "da",
        "outdated": False,
        "position": 0,
        "created_at": AT,
        "updated_at": AT,
    } | more


def section(number: int, name: str, *, parent: int | None = None, **more: Any) -> dict[str, Any]:
    """A section in Danish."""
    return category(number, name, **more) | {
        "html_url": address("da", "sections", number),
        "category_id": CATEGORY,
        "parent_section_id": parent,
    }


def article(number: int, title: str, body: str, **more: Any) -> dict[str, Any]:
    """An article in Danish, unless said otherwise."""
    locale = str(more.get("locale", "da"))
    return {
        "id": number,
        "html_url": address(locale, "articles", number, title.replace(" ", "-")),
        "title": title,
        "name": title,
        "body": body,
        "locale": locale,
        "source_locale": "da",
        "section_id": INNER,
        "draft": False,
        "position": 0,
        "promoted": False,
        "label_names": [],
        "outdated": False,
        "outdated_locales": [],
        "user_segment_id": None,
        "created_at": AT,
        "updated_at": AT,
    } | more


def translated(
    number: int, locale: str, title: str, body: str | None, *, of: str = "Article", **more: Any
) -> dict[str, Any]:
    """A translation."""
    return {
        "id": number * 10 + len(locale),
        "html_url": address(locale, "articles", number),
        "source_id": number,
        "source_type": of,
        "locale": locale,
        "title": title,
        "body": body,
        "draft": False,
        "hidden": False,
        "outdated": False,
        "created_at": AT,
        "updated_at": AT,
    } | more


def attachment(number: int, name: str, article: int = BLEED, **more: Any) -> dict[str, Any]:
    """A file of an article."""
    return {
        "id": number,
        "article_id": article,
        "file_name": name,
        "content_url": f"{HOST}/hc/article_attachments/{number}/{name}",
        "content_type": "application/octet-stream",
        "size": 10,
        "inline": False,
    } | more


def write(directory: Path, name: str, data: Any) -> Path:
    """One answer of the API as a file."""
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def page(kind: str, entries: list[Any], *, next_page: str | None = None) -> dict[str, Any]:
    """A page of a list, as the API answers it."""
    return {"count": len(entries), "next_page": next_page, "per_page": 100, kind: entries}


ARTICLES = [
    article(BLEED, "Luft ud i radiatoren", BLEED_DA, label_names=["luft", "kold radiator"]),
    article(NOISE, "Hvis radiatoren larmer", NOISE_DA),
    article(DRAFT, "Nye ventiler", "<p>Ikke færdig.</p>", draft=True, position=3),
    article(INTERNAL, "Kun for os", "<p>Intern.</p>", user_segment_id=77, position=4),
]
TRANSLATIONS = [
    translated(BLEED, "el", "Εξαερώστε το σώμα", BLEED_EL),
    translated(BLEED, "en-us", "Bleed the radiator", "<p>Use a key.</p>", outdated=True),
    translated(NOISE, "de", "Wenn der Heizkörper klopft", "<p>Luft.</p>"),
    translated(CATEGORY, "el", "Θέρμανση", "", of="Category"),
    translated(INNER, "el", "Σώματα", "<p>Ό,τι ζεσταίνει.</p>", of="Section"),
]


def write_export(directory: Path) -> Path:
    """A small help centre: in pages, in one file and one by one, with its files."""
    write(directory, "categories.json", page("categories", [category(CATEGORY, "Varme")]))
    sections = [section(SECTION, "Hjemmet"), section(INNER, "Radiatorer", parent=SECTION)]
    write(directory, "da/sections-1.json", page("sections", sections[:1], next_page="…?page=2"))
    write(directory, "da/sections-2.json", page("sections", sections[1:]))
    write(directory, "articles_page_1.json", page("articles", ARTICLES[:2], next_page="…"))
    write(directory, "articles_page_2.json", page("articles", ARTICLES[2:]))
    write(directory, "translations.json", page("translations", TRANSLATIONS[1:]))
    write(directory, f"articles/{BLEED}/el.json", {"translation": TRANSLATIONS[0]})
    files = [
        attachment(PHOTO, "ventil.png", inline=True),
        attachment(GUIDE, "vejledning.pdf"),
    ]
    write(directory, f"articles/{BLEED}/attachments.json", page("article_attachments", files))
    (directory / "files").mkdir()
    Picture.new("RGB", (4, 4), "blue").save(directory / "files" / f"{PHOTO}-ventil.png")
    (directory / "files" / f"{GUIDE}-vejledning.pdf").write_bytes(b"%PDF-1.4 vejledning")
    return directory
