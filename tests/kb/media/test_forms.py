"""Wherever a document is sent, a video is one by its content."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from portal.home import site
from tests.factories import accounts
from tests.factories.videos import MP4, VTT

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    client = Client()
    client.force_login(accounts.publisher())
    return client


@pytest.mark.parametrize(
    ("name", "data", "is_taken"),
    [
        ("kapak.mp4", MP4, True),
        ("kapak.el.vtt", VTT, True),
        ("kapak.webm", MP4, False),
        ("kapak.mp4", b"<script>alert(1)</script>", False),
        ("kapak.vtt", b"WEBVTT", False),
        ("kapak.mov", MP4, False),
    ],
)
@pytest.mark.parametrize("route", ["wagtaildocs:add", "wagtaildocs_chooser:create"])
def test_a_file_is_taken_for_what_it_is(
    editor: Client, route: str, name: str, data: bytes, is_taken: bool
) -> None:
    prefix = "document-chooser-upload-" if "chooser" in route else ""
    sent = {
        f"{prefix}title": "Το καπάκι",
        f"{prefix}collection": Collection.get_first_root_node().pk,
        f"{prefix}file": SimpleUploadedFile(name, data),
    }
    assert editor.post(reverse(route), sent).status_code in (200, 302)
    assert get_document_model().objects.exists() is is_taken
