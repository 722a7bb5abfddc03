"""What shows a file of the site is made anew when the file is another, or gone."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kb.models import Product
from portal.caching import generation
from portal.caching.areas import Area
from portal.caching.testing import forget_pages
from portal.home import site
from tests.factories import accounts, videos
from tests.factories.kb import make_family, make_page
from tests.factories.pictures import UNCLOSED, block, picture, png
from tests.test_rights import browser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
PAGE = "/el/help/lyd/"


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    site.set_up()
    forget_pages()


def article(shown: tuple[str, Any], **facts: Any) -> None:
    make_page(make_family("Lyd", slug="lyd", source="el", **facts), "el", body=[shown])


def test_a_picture_that_an_editor_changes_is_seen_at_the_next_page(client: Client) -> None:
    red = picture("red")
    article(block(red))
    before = client.get(PAGE).content
    sent = SimpleUploadedFile("μπλε.png", png("blue"), "image/png")
    form = {"title": "Μενού", "file": sent, "tags": "", "description": ""}
    assert browser(accounts.publisher()).post(f"/cms/images/{red.pk}/", form).status_code == 302
    after = client.get(PAGE).content
    assert after != before
    red.refresh_from_db()
    assert red.renditions.get().url.encode() in after


def test_a_video_that_is_replaced_or_deleted_is_seen_at_the_next_page(client: Client) -> None:
    shown = videos.document("a.mp4")
    article(videos.block(shown))
    assert shown.url in client.get(PAGE).text
    shown.file = ContentFile(videos.WEBM, name="b.webm")
    shown.save()
    assert shown.url in client.get(PAGE).text
    shown.delete()
    assert "<video" not in client.get(PAGE).text


def test_a_new_file_and_what_is_worked_out_of_one_make_no_page_stale() -> None:
    file = videos.document("a.mp4")
    type(file).objects.update(file_hash="")
    before = generation.current(Area.HELP)
    picture("red")
    videos.document("b.mp4")
    file.refresh_from_db()
    assert file.get_file_hash()
    generation.forget()
    assert generation.current(Area.HELP) == before


def test_a_product_that_is_deleted_stands_on_no_page_any_more(client: Client) -> None:
    article(block(picture("red")), products=["Hub"])
    before = generation.current(Area.HELP)
    Product.objects.get().delete()
    assert generation.current(Area.HELP) != before
