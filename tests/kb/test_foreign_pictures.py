"""Readers are told of a picture or a video whose words are of another language than the text."""

from typing import Any

import pytest
from django.test import Client

from kb.models import HelpPage
from kb.reading.body import foreign
from portal import locales
from portal.home import site
from tests.factories import videos
from tests.factories.kb import make_family, make_page
from tests.factories.pictures import UNCLOSED, block, picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(UNCLOSED),
]
TOLD = 'class="figure__language"'


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    site.set_up()


def article(greek: str, *, shows_words: bool = True) -> HelpPage:
    """A Danish article that shows a red picture, in Greek with one of this colour."""
    red = picture("red")
    family = make_family("Lyd", slug="lyd", source="da")
    make_page(family, "da", body=[block(red, shows_words=shows_words)])
    other = red if greek == "red" else picture(greek)
    return make_page(family, "el", body=[block(other, shows_words=shows_words, alt="Το μενού")])


def test_a_reader_is_told_in_their_language_which_it_is(client: Client) -> None:
    article("red")
    html = client.get("/el/help/lyd/").content.decode()
    figure = html[html.index("<figure") : html.index("</figure>")]
    assert 'alt="Το μενού"' in figure
    assert 'lang="el"' in figure
    assert f"<bdi>{locales.get('da').name}</bdi>" in figure


@pytest.mark.parametrize(
    ("greek", "shows_words"), [("blue", True), ("red", False), ("blue", False)]
)
def test_nobody_is_told_of_an_own_picture_or_of_a_photo(
    client: Client, greek: str, shows_words: bool
) -> None:
    article(greek, shows_words=shows_words)
    assert TOLD not in client.get("/el/help/lyd/").content.decode()


def test_who_reads_the_source_is_told_nothing(client: Client) -> None:
    article("red")
    assert TOLD not in client.get("/da/help/lyd/").content.decode()


def test_a_text_without_words_in_pictures_costs_no_query(django_assert_num_queries: Any) -> None:
    page = HelpPage.objects.select_related("family__source_locale").get(
        pk=article("red", shows_words=False).pk
    )
    with django_assert_num_queries(0):
        assert foreign(page) == {}


def film(greek: Any, *captions: str, without_words: bool = False) -> None:
    """A Danish article with a video, in Greek with this one."""
    spoken = [(code, videos.document(f"a.{code}.vtt", videos.VTT)) for code in captions]
    family = make_family("Lyd", slug="lyd", source="da")
    danish = videos.document()
    for code, video in (("da", danish), ("el", greek or danish)):
        shown = videos.block(video, *spoken, without_words=without_words)
        make_page(family, code, body=[shown])


def test_a_reader_is_told_of_a_video_without_captions_in_their_language(client: Client) -> None:
    film(None, "da", "sv")
    html = client.get("/el/help/lyd/").content.decode()
    figure = html[html.index("<figure") : html.index("</figure>")]
    assert TOLD in figure
    assert f"<bdi>{locales.get('da').name}</bdi>" in figure
    assert TOLD not in client.get("/da/help/lyd/").content.decode()


def test_nobody_is_told_of_a_video_with_captions_in_their_language(client: Client) -> None:
    film(None, "el")
    assert TOLD not in client.get("/el/help/lyd/").content.decode()


def test_nobody_is_told_of_an_own_video(client: Client) -> None:
    film(videos.document("b.webm", videos.WEBM))
    assert TOLD not in client.get("/el/help/lyd/").content.decode()


def test_nobody_is_told_of_a_video_without_words(client: Client) -> None:
    film(None, without_words=True)
    assert TOLD not in client.get("/el/help/lyd/").content.decode()
