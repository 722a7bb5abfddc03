"""What editors' programs and forms ask for is answered, whatever is left out."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from portal import locales
from tests.factories import accounts, kb

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    call_command("set_up_site", verbosity=0)
    topic = kb.make_topic("Warmth", locale="el")
    kb.make_page(kb.make_family("Cold room", topics=[topic]), "el", title="Κρύο δωμάτιο")
    client = Client(raise_request_exception=False)
    client.force_login(accounts.administrator())
    return client


def test_every_page_of_the_tree_has_a_whole_address(editor: Client, settings: Any) -> None:
    pages = [page.specific for page in Page.objects.exclude(depth=1)]
    addresses = {page.get_full_url() for page in pages}
    assert {f"{settings.BASE_URL}/{code}/" for code in locales.codes()} <= addresses
    assert {f"{settings.BASE_URL}/{code}/help/" for code in locales.codes()} <= addresses
    assert all(address.startswith(f"{settings.BASE_URL}/") for address in addresses)


@pytest.mark.parametrize("fields", ["", "&fields=*", "&fields=parent(*),children,ancestors"])
def test_programs_of_editors_list_every_page(editor: Client, fields: str) -> None:
    found: list[int] = []
    while True:
        answer = editor.get(f"/cms/api/main/pages/?limit=20&offset={len(found)}{fields}")
        assert answer.status_code == 200
        if not (items := answer.json()["items"]):
            break
        found += [item["id"] for item in items]
    assert set(found) == set(Page.objects.exclude(depth=1).values_list("pk", flat=True))


def test_a_page_below_no_site_has_no_address_and_is_listed(editor: Client) -> None:
    Page.objects.get(depth=1).add_child(instance=Page(title="Ορφανή", slug="orphan"))
    assert editor.get("/cms/api/main/pages/?search=Ορφανή").status_code == 200
    assert Page.objects.get(slug="orphan").specific.get_full_url() is None


def test_they_have_the_sign_and_name_of_the_site(editor: Client, settings: Any) -> None:
    settings.SITE_NAME = settings.WAGTAIL_SITE_NAME = "Ζέστη"
    settings.SITE_LOGO = "/media/zesti.svg"
    shown = editor.get("/cms/").content.decode()
    assert '<img src="/media/zesti.svg" alt="Ζέστη"' in shown
    assert "- Ζέστη</title>" in shown


def test_the_help_of_editors_has_no_news_of_wagtail(editor: Client) -> None:
    sidebar = editor.get("/cms/").content.decode()
    assert "editor-guide" in sidebar
    assert "whats-new-in-" not in sidebar


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 40)).save(file, "GIF")
    return file.getvalue()


ADD = {
    "/cms/images/add/": ("title", "collection", "file"),
    "/cms/images/multiple/add/": ("title", "collection", "files[]"),
    "/cms/images/chooser/create/": tuple(
        f"image-chooser-upload-{name}" for name in ("title", "collection", "file")
    ),
}


@pytest.mark.parametrize("path", ADD)
@pytest.mark.parametrize("bytes_kept", [6, 20, -10])
def test_a_file_that_is_no_picture_is_told(
    editor: Client, settings: Any, tmp_path: Path, path: str, bytes_kept: int
) -> None:
    settings.MEDIA_ROOT = tmp_path
    broken = SimpleUploadedFile("a.gif", picture()[:bytes_kept], "image/gif")
    fields = dict(zip(ADD[path], ("Βαλβίδα", "1", broken), strict=True))
    headers = {"accept-language": "el", "x-requested-with": "XMLHttpRequest"}
    answer = editor.post(path, fields, headers=headers)
    assert answer.status_code == 400
    assert '<html lang="el"' in answer.content.decode()
    assert not get_image_model().objects.exists()


def test_a_form_without_its_file_is_told(editor: Client) -> None:
    answer = editor.post("/cms/images/multiple/add/", headers={"accept-language": "da"})
    assert answer.status_code == 400
