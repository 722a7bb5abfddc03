"""The editor's page sends what is pasted and gets blocks that its form can show."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from kb import tree
from kb.models import HelpPage, Kind
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts
from tests.factories.pictures import UNCLOSED, png
from tests.kb.pasting.clipboards import DOCS, WORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
TABLE = "<table><tr><td>a</td><td>b</td></tr></table>"
PICTURE = f'<p>Se her:</p>{TABLE}<img src="pasted-0" alt="Låget">'


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def paste(html: str, user: User | None = None, **files: bytes) -> Any:
    client = Client()
    client.force_login(user or accounts.writer())
    sent = {
        name.replace("_", "-"): SimpleUploadedFile(f"{name}.png", data)
        for name, data in files.items()
    }
    return client.post(reverse("kb_paste"), {"html": html, **sent})


def kinds(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [one["type"] for one in answer.json()["blocks"]]


def test_the_blocks_are_those_of_the_form() -> None:
    answer = paste(PICTURE, pasted_0=png())
    assert kinds(answer) == ["text", "table", "image"]
    text, _table, image = answer.json()["blocks"]
    assert json.loads(text["value"])["blocks"][0]["text"] == "Se her:"
    picture = get_image_model().objects.get()
    assert (image["value"]["image"]["id"], image["value"]["alt"]) == (picture.pk, "Låget")
    assert answer.json()["said"] == []
    stream = HelpPage._meta.get_field("body").stream_block
    assert {one["type"] for one in answer.json()["blocks"]} <= set(stream.child_blocks)


def test_each_kind_of_what_did_not_come_along_is_told_once() -> None:
    html = "<nav>Forside</nav><p>Et</p><nav>Bunn</nav><iframe src='https://v.example/1'></iframe>"
    assert len(set(paste(html).json()["said"])) == len(paste(html).json()["said"]) == 2


def test_the_same_picture_is_kept_once() -> None:
    for _time in range(2):
        paste(PICTURE, pasted_0=png())
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize("data", [None, b"<svg onload=alert(1)>"])
def test_a_picture_that_did_not_come_along_is_told(
    data: bytes | None,
) -> None:
    answer = paste(PICTURE, **({"pasted_0": data} if data else {}))
    assert kinds(answer) == ["text", "table"]
    [said] = answer.json()["said"]
    assert "could not be taken along" in said
    assert not get_image_model().objects.exists()


def test_who_may_add_no_pictures_pastes_the_words() -> None:
    answer = paste(PICTURE, accounts.translator(), pasted_0=png())
    assert kinds(answer) == ["text", "table"]
    assert not get_image_model().objects.exists()


def test_words_picture_comes_as_the_file_beside_it() -> None:
    html = WORD.replace("file:///C:/Users/A/AppData/clip_image001.png", "file-0")
    answer = paste(html, file_0=png())
    assert kinds(answer) == ["text", "table", "image"]


def test_pictures_of_other_sites_are_links_and_that_is_told() -> None:
    answer = paste(DOCS)
    assert kinds(answer) == ["text"]
    assert len(answer.json()["said"]) == 1


def test_what_is_too_much_is_told_and_nothing_is_kept() -> None:
    answer = paste("<div>" * 300 + PICTURE, pasted_0=png())
    assert (answer.status_code, "blocks" in answer.json()) == (400, False)
    assert not get_image_model().objects.exists()


def test_it_is_for_who_works_on_texts() -> None:
    # Wagtail leads who may not to the start page.
    assert paste(PICTURE, accounts.support_manager()).headers["Location"] == "/cms/"
    assert Client().post(reverse("kb_paste"), {"html": "x"}).status_code == 302


def test_the_editor_has_the_script() -> None:
    client = Client()
    client.force_login(accounts.writer())
    parent = tree.container("el", Kind.HOWTO)
    html = client.get(
        reverse("wagtailadmin_pages:add", args=["kb", "articlepage", parent.pk])
    ).content.decode()
    assert "kb/paste.js" in html
    assert f'data-url="{reverse("kb_paste")}"' in html
