"""A video: from a file of the site, with captions by language and all of it in words."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from kb.blocks import KINDS
from kb.blocks.video import VideoBlock
from kb.importing.export import export_tree
from kb.importing.markdown_in import MarkdownParser
from kb.importing.run import import_tree
from kb.importing.state import document_of
from kb.models import HelpPage
from kb.plain_text import plain_text
from kb.readability.texts import text_of
from portal import locales
from portal.home import site
from tests.factories.kb import make_family, make_page
from tests.factories.pictures import UNCLOSED, png
from tests.factories.videos import MP4, VTT, block, document
from tests.kb.importing import trees

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
BODY = """:::video
file: kapak.mp4
title: Το καπάκι: πώς ανοίγει
poster: kapak.png
captions: el kapak.el.vtt
captions: da kapak.da.vtt

Κάποιος ανοίγει **το καπάκι**.

- Πρώτα δεξιά.
:::"""


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    site.set_up()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    directory = tmp_path / "texts"
    trees.write(directory, "el", "kapak", body=BODY, extra="source: el\n")
    files = {"kapak.mp4": MP4, "kapak.png": png()}
    files |= {"kapak.el.vtt": VTT, "kapak.da.vtt": VTT + b"\n"}
    for name, data in files.items():
        (directory / "el" / name).write_bytes(data)
    return directory


def page() -> HelpPage:
    return HelpPage.objects.get(slug="kapak", locale__language_code="el").specific


def test_it_waits_until_somebody_plays_it_and_loads_nothing_before(client: Client) -> None:
    greek, danish = document("kapak.el.vtt", VTT), document("kapak.da.vtt", VTT)
    body = [block(document(), ("el", greek), ("da", danish))]
    make_page(make_family("Kapak", slug="kapak", source="el"), "el", body=body)
    response = client.get("/el/help/kapak/")
    html = response.content.decode()
    video = html[html.index("<video") : html.index("</video>")]
    assert "controls" in video
    assert 'preload="none"' in video
    assert "autoplay" not in video
    assert 'type="video/mp4"' in video
    assert f'src="{greek.url}" srclang="el" label="Ελληνικά" default' in video
    assert f'src="{danish.url}" srclang="da" label="{locales.get("da").name}">' in video
    assert "Κάποιος ανοίγει το καπάκι." in html
    assert "media-src 'self'" in response["Content-Security-Policy"]


def test_it_is_found_by_its_words() -> None:
    made = make_page(make_family("Kapak", source="el"), "el", body=[block(document())])
    assert plain_text(made.body) == "Το καπάκι\nΚάποιος ανοίγει το καπάκι."


def cleaned(**changes: Any) -> Any:
    _kind, value = block(document())
    made = VideoBlock()
    return made.clean(made.to_python(value | changes))


def test_what_is_no_video_is_refused() -> None:
    assert cleaned()["title"] == "Το καπάκι"
    captions = document("kapak.vtt", VTT)
    for other in (captions, document("kapak.pdf", b"%PDF"), document("kapak.mp4", b"%PDF")):
        with pytest.raises(ValidationError):
            cleaned(file=other.pk)
    of_no_captions = {"language": "el", "file": document().pk}
    twice = [{"type": "item", "value": {"language": "el", "file": captions.pk}}] * 2
    for wrong in ([{"type": "item", "value": of_no_captions}], twice):
        with pytest.raises(ValidationError):
            cleaned(captions=wrong)
    for missing in ("title", "words"):
        with pytest.raises(ValidationError):
            cleaned(**{missing: ""})


def test_a_draft_is_kept_and_read_before_it_has_its_files() -> None:
    made = VideoBlock()
    _kind, value = block(document())
    without = value | {"file": None, "captions": [{"type": "item", "value": {"file": None}}]}
    kept = made.get_prep_value(made.clean_deferred(made.to_python(without)))
    assert kept["file"] is None
    draft = make_page(make_family("Kapak", source="el"), "el", body=[("video", kept)])
    assert text_of(draft).passages == []
    assert document_of(draft) == ()


def test_what_comes_in_goes_out_and_comes_in_unchanged(tree: Path, tmp_path: Path) -> None:
    report = import_tree(tree)
    assert not report.errors
    before = page().body.get_prep_value()
    value = page().body[0].value
    assert (value["file"].filename, value["title"]) == ("kapak.mp4", "Το καπάκι: πώς ανοίγει")
    assert [one["language"] for one in value["captions"]] == ["el", "da"]
    assert value["poster"].width == 8
    assert list(export_tree(tmp_path / "out"))
    again = import_tree(tmp_path / "out")
    assert (again.unchanged, again.errors) == (1, [])
    assert page().body.get_prep_value() == before


def test_that_nobody_speaks_in_it_comes_in_and_goes_out(tree: Path, tmp_path: Path) -> None:
    text = tree / "el" / "kapak.md"
    says = "language: none"
    text.write_text(text.read_text().replace("captions: el", f"{says}\ncaptions: el"))
    assert not import_tree(tree).errors
    assert page().body[0].value["without_words"]
    assert list(export_tree(tmp_path / "out"))
    assert says in (tmp_path / "out" / "el" / "kapak.md").read_text()


@pytest.mark.parametrize("name", ["kapak.mp4", "kapak.el.vtt", "kapak.png"])
def test_a_file_that_is_missing_or_another_thing_keeps_the_text_out(tree: Path, name: str) -> None:
    path = tree / "el" / name
    path.write_bytes(b"<script>")
    assert [name in error.message for error in import_tree(tree).errors] == [True]
    path.unlink()
    assert [name in error.message for error in import_tree(tree).errors] == [True]
    assert not HelpPage.objects.filter(slug="kapak").exists()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "file: a.mp4\ntitle: x",
        "file: a.mp4\n\nWords.",
        "title: x\n\nWords.",
        "file: a.mp4\nfile: b.mp4\ntitle: x\n\nWords.",
        "file: a.mp4\ntitle: x\ncaptions: xx a.vtt\n\nWords.",
        "file: a.mp4\ntitle: x\n\nWords. ![x](a.png)",
        "file: a.mp4\ntitle: x\nautoplay: yes\n\nWords.",
        "file: a.mp4\ntitle: x\nlanguage: da\n\nWords.",
    ],
)
def test_what_is_not_whole_is_a_fault_with_its_line(inside: str) -> None:
    reader = MarkdownParser()
    reader.read(f":::video\n{inside}\n:::")
    assert reader.log.faults
    assert all(fault.line >= 1 for fault in reader.log.faults)


def test_a_draft_may_lack_the_files() -> None:
    video, kind = VideoBlock(), KINDS.by_name["video"]
    raw = {
        "file": None,
        "title": "",
        "poster": None,
        "captions": [{"type": "item", "id": "a", "value": {"language": "el", "file": None}}],
        "words": "",
    }
    video.clean_deferred(video.to_python(raw))
    made = make_page(make_family("Kapak", source="el"), "el", body=[("video", raw)], live=False)
    assert list(kind.files(raw)) == []
    assert document_of(made) == ()
