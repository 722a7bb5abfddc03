"""A video is had in parts, by who may have it, and can do nothing but play."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction

from kb.media import video_view
from portal.home import site
from tests.factories.videos import MP4, VTT, document

pytestmark = pytest.mark.django_db
SIZE = len(MP4)


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    site.set_up()


def get(video: Any, asked: str = "", **headers: str) -> Any:
    if asked:
        headers["Range"] = f"bytes={asked}"
    return Client().get(video.url, headers=headers)


def content(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("0-", MP4, f"bytes 0-{SIZE - 1}/{SIZE}"),
        ("0-0", MP4[:1], f"bytes 0-0/{SIZE}"),
        ("10-19", MP4[10:20], f"bytes 10-19/{SIZE}"),
        ("-5", MP4[-5:], f"bytes {SIZE - 5}-{SIZE - 1}/{SIZE}"),
        (f"10-{SIZE * 9}", MP4[10:], f"bytes 10-{SIZE - 1}/{SIZE}"),
    ],
)
def test_the_part_that_is_asked_for_comes(asked: str, part: bytes, said: str) -> None:
    response = get(document(), asked)
    assert (response.status_code, response["Content-Range"]) == (206, said)
    assert response["Content-Type"] == "video/mp4"
    assert content(response) == part


@pytest.mark.parametrize("asked", [f"{SIZE}-", "9-3", f"{10**17}-"])
def test_a_part_that_is_not_there_is_told(asked: str) -> None:
    response = get(document(), asked)
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize("asked", ["", "-", "a-b", "0-1,5-6", "1" * 30 + "-"])
def test_what_is_no_one_range_gets_all_of_it(asked: str) -> None:
    response = get(document(), asked)
    assert response.status_code == 200
    assert content(response) == MP4


def test_a_part_of_another_version_is_not_put_to_this_one() -> None:
    video = document()
    tag = get(video, "0-1")["ETag"]
    assert get(video, "0-1", **{"If-Range": tag}).status_code == 206
    assert content(get(video, "0-1", **{"If-Range": '"other"'})) == MP4


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.integers(0, 10**9), length=st.integers(1, 10**9), size=st.integers(1, 10**9))
def test_no_answer_is_longer_than_one_takes(first: int, length: int, size: int) -> None:
    for last in ("", str(first + length)):
        start, end = video_view._bounds(str(first), last, size)
        assert end - start < video_view.MOST
        assert end < size


def test_it_can_do_nothing_but_play() -> None:
    response = get(document(), "0-9")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]


def test_captions_are_what_they_are_called() -> None:
    response = get(document("kapak.vtt", VTT))
    assert (response.status_code, response["Content-Type"]) == (200, "text/vtt")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert content(response) == VTT


def test_a_video_of_a_private_collection_is_for_its_readers() -> None:
    shelf = Collection.get_first_root_node().add_child(name="Staff")
    rule = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type=rule)
    video = document()
    video.collection = shelf
    video.save()
    response = get(video, "0-9")
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
