"""At the desk a language gets its own version of a picture that shows words, or of a video."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from kb.models import HelpPage, TranslationState
from kb.translation import segments
from kb.translation.desk import pictures
from kb.translation.desk.places import Place
from portal.home import site
from tests.factories import accounts, videos
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.pictures import UNCLOSED, block, picture, png

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


@pytest.fixture
def page() -> HelpPage:
    """A Danish article that shows a screen, begun in Greek."""
    made = make_page(make_family("Lyd", source="da"), "da", body=[block(picture("red"))])
    segments.submit([made.family], [make_locale("el")], by=acting())
    return made


def shown(page: HelpPage) -> pictures.Shown:
    [one] = pictures.shown(Place(family=page.family, locale=make_locale("el")))
    return one


def send(page: HelpPage, user: Any = None, **sent: Any) -> Any:
    client = Client()
    client.force_login(user or accounts.publisher())
    args = [page.family.slug, "el", shown(page).name]
    return client.post(reverse("kb_desk_picture", args=args), sent, follow=True)


def file(data: bytes, name: str = "οθόνη.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def test_the_desk_asks_for_the_version_that_is_missing(page: HelpPage) -> None:
    client = Client()
    client.force_login(accounts.publisher())
    html = client.get(reverse("kb_desk", args=[page.family.slug, "el"])).content.decode()
    assert f'id="picture-{shown(page).name}"' in html
    assert "is missing" in html


def test_a_picture_that_is_sent_is_the_languages_own_and_kept_once(page: HelpPage) -> None:
    assert "Saved. Readers" in send(page, picture=file(png("blue"))).content.decode()
    own = shown(page).own
    assert (own.title, own.width) == ("red (el)", 8)
    assert not shown(page).is_right
    send(page, act="take-back")
    send(page, picture=file(png("blue"), "άλλη.png"))
    assert shown(page).own == own
    assert get_image_model().objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_and_the_language_keeps_what_it_had(
    page: HelpPage, data: bytes
) -> None:
    send(page, act="right")
    answer = send(page, picture=file(data))
    assert answer.status_code in (200, 400)
    assert shown(page).is_right
    assert "Saved. Readers" not in answer.content.decode()
    assert get_image_model().objects.count() == 1


def test_the_sources_picture_is_right_until_that_is_taken_back(page: HelpPage) -> None:
    state = TranslationState.objects.filter(family=page.family, locale=make_locale("el"))
    assert state.get().pictures_to_do == 1
    send(page, act="right")
    assert (shown(page).is_right, state.get().pictures_to_do) == (True, 0)
    send(page, act="take-back")
    assert (shown(page).own, state.get().pictures_to_do) == (None, 1)


def test_who_translates_another_language_sends_none(page: HelpPage) -> None:
    assert send(page, accounts.translator(into="sv"), act="right").status_code in (200, 403)
    assert shown(page).own is None


@pytest.fixture
def film() -> HelpPage:
    """A Danish article with a video, begun in Greek."""
    made = make_page(
        make_family("Film", source="da"), "da", body=[videos.block(videos.document("låg.mp4"))]
    )
    segments.submit([made.family], [make_locale("el")], by=acting())
    return made


def test_a_video_that_is_sent_is_the_languages_own_and_kept_once(film: HelpPage) -> None:
    for name in ("καπάκι.webm", "άλλο.webm"):
        answer = send(film, picture=SimpleUploadedFile(name, videos.WEBM, "video/webm"))
        assert "Saved. Readers" in answer.content.decode()
    assert shown(film).own.title == "låg.mp4 (el)"
    assert get_document_model().objects.count() == 2
    assert TranslationState.objects.get(locale=make_locale("el")).pictures_to_do == 0


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("καπάκι.mp4", videos.WEBM, "This is no MP4 video"),
        ("καπάκι.png", png(), "png"),
        ("καπάκι.mp4", videos.MP4 + bytes(2 * 1024 * 1024), "larger than 1 MB"),
    ],
)
def test_what_is_no_video_is_refused_with_the_reason(
    film: HelpPage, settings: Any, name: str, data: bytes, reason: str
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024
    assert reason in send(film, picture=SimpleUploadedFile(name, data)).content.decode()
    assert shown(film).own is None
    assert get_document_model().objects.count() == 1


def captions(data: bytes, name: str = "καπάκι.vtt") -> dict[str, Any]:
    return {"act": "captions", "captions": SimpleUploadedFile(name, data, "text/vtt")}


def test_captions_that_are_sent_make_the_sources_video_good_for_the_language(
    film: HelpPage,
) -> None:
    state = TranslationState.objects.filter(locale=make_locale("el"))
    assert "Saved. Readers" in send(film, **captions(videos.VTT)).content.decode()
    assert shown(film).captions.title == "låg.mp4 (el)"
    assert (shown(film).own, state.get().pictures_to_do) == (None, 0)
    send(film, act="no-captions")
    assert (shown(film).captions, state.get().pictures_to_do) == (None, 1)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("καπάκι.vtt", b"1\n00:01,000 --> 00:04,000\nx", "no WebVTT"),
        ("καπάκι.vtt", videos.VTT.decode().encode("utf-16"), "not in UTF-8"),
        ("καπάκι.vtt", videos.VTT + bytes(1_000_000), "longer than a megabyte"),
        ("καπάκι.srt", videos.VTT, "srt"),
        ("καπάκι.vtt", b"", "empty"),
    ],
)
def test_what_are_no_captions_is_refused_with_the_reason(
    film: HelpPage, name: str, data: bytes, reason: str
) -> None:
    assert reason in send(film, **captions(data, name)).content.decode()
    assert shown(film).captions is None
    assert get_document_model().objects.count() == 1


def test_a_picture_takes_no_captions(page: HelpPage) -> None:
    send(page, **captions(videos.VTT))
    assert (shown(page).own, shown(page).captions) == (None, None)
    assert not get_document_model().objects.exists()


def test_captions_that_not_all_readers_may_have_are_not_taken_for_those_sent(
    film: HelpPage,
) -> None:
    hidden = videos.document("καπάκι.vtt", videos.VTT)
    hidden.collection = Collection.get_first_root_node().add_child(name="Κρυφά")
    hidden.save()
    send(film, **captions(videos.VTT))
    assert shown(film).captions.pk != hidden.pk
