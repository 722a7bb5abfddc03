"""All blocks in one article, in two languages: what goes out comes in again as it was."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.models import Translation

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import HelpPage
from portal.home import site
from tests.factories.pictures import UNCLOSED, png
from tests.factories.videos import MP4, VTT
from tests.kb.importing import trees

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
BODY = """{words[0]}

:::symptoms
- {words[1]}
- {words[2]}
:::

:::fix
### {words[3]}
id: restart
cause: {words[4]}

1. {words[5]}
2. {words[6]}
:::

:::fix
### {words[7]}
:::

:::snippet call
:::

:::picture-with-words
![{words[8]}](screen.png)
:::

:::video
file: lid.mp4
title: {words[9]}
poster: lid.png
captions: el lid.el.vtt
captions: da lid.da.vtt

{words[10]}
:::

| {words[11]} | {words[12]} |
| --- | ---: |
| {words[13]} | 40 |"""
WORDS = {
    "el": (
        "Κάτι λείπει.", "Δεν ακούγεται.", "Ανάβει κόκκινο.", "Επανεκκίνηση", "Κόλλησε",
        "Σβήστε το.", "Ανάψτε το.", "Νέο καλώδιο", "Το μενού", "Το καπάκι: πώς ανοίγει",
        "Κάποιος ανοίγει **το καπάκι**.", "Σημείο", "Θερμοκρασία", "Είσοδος",
    ),
    "da": (
        "Noget mangler.", "Man hører intet.", "Den lyser rødt.", "Genstart", "Den hang",
        "Sluk den.", "Tænd den.", "Et nyt kabel", "Menuen", "Låget: sådan åbnes det",
        "Nogen åbner **låget**.", "Sted", "Temperatur", "Indgang",
    ),
}  # fmt: skip
SNIPPET = {"el": "Καλέστε **μας**.", "da": "Ring **til os**."}


@pytest.fixture
def tree(settings: Any, tmp_path: Path) -> Path:
    """In Greek, and in Danish with a picture of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    site.set_up()
    directory = tmp_path / "texts"
    for code, colour in (("el", "red"), ("da", "blue")):
        body = BODY.format(words=WORDS[code])
        extra = "source: el\n"
        trees.write(directory, code, "lid", kind="troubleshooting", body=body, extra=extra)
        trees.write(directory, code, "call", kind="snippet", body=SNIPPET[code], extra=extra)
        files = {"screen.png": png(colour), "lid.mp4": MP4, "lid.png": png("green")}
        files |= {"lid.el.vtt": VTT, "lid.da.vtt": VTT + b"\n"}
        for name, data in files.items():
            (directory / code / name).write_bytes(data)
    return directory


def bodies() -> dict[tuple[str, str], Any]:
    pages = HelpPage.objects.select_related("locale").order_by("pk")
    return {(p.slug, p.locale.language_code): p.body.get_prep_value() for p in pages}


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_export_then_import_changes_nothing(tree: Path, tmp_path: Path) -> None:
    report = import_tree(tree)
    assert (report.created, report.failed, report.by_hand) == (4, 0, 0)
    assert not report.problems
    before = bodies()
    greek, danish = before["lid", "el"], before["lid", "da"]
    assert [one["type"] for one in greek] == [
        *("text", "symptoms", "fix", "fix", "snippet", "image", "video", "table")
    ]
    assert [one["id"] for one in greek] == [one["id"] for one in danish]
    assert greek[2]["id"] == "restart"
    list(export_tree(tmp_path / "out"))
    first = written(tmp_path / "out")
    report = import_tree(tmp_path / "out")
    assert (report.unchanged, report.updated, report.created) == (4, 0, 0)
    assert bodies() == before
    list(export_tree(tmp_path / "again"))
    assert written(tmp_path / "again") == first
    for translation in Translation.objects.all():
        translation.save_target()
    list(export_tree(tmp_path / "again"))
    assert written(tmp_path / "again") == first


def test_without_its_files_it_is_read_published_and_written_out(
    tree: Path, tmp_path: Path, client: Client
) -> None:
    import_tree(tree)
    for model in (get_image_model(), get_document_model()):
        for one in model.objects.all():
            one.delete()
    for code in ("el", "da"):
        response = client.get(f"/{code}/help/lid/")
        assert response.status_code == 200
        assert WORDS[code][1] in response.content.decode()
    assert "el/lid.md" in set(export_tree(tmp_path / "out"))
    page = HelpPage.objects.get(slug="lid", locale__language_code="el").specific
    page.save_revision().publish()
