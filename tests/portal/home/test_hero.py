"""The owner dresses the front page: whatever picture and colour, its words can be read."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from wagtail.images.models import Image

from portal import colours
from portal.home import hero, theme
from portal.home.models import Hero
from tests.factories import accounts
from tests.factories.pictures import UNCLOSED

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(UNCLOSED)]
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
ADDRESS = "/cms/front-page/"


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


@pytest.fixture
def owner(client: Client) -> Client:
    """The browser of an administrator."""
    client.force_login(accounts.administrator())
    return client


def picture(*pixels: tuple[int, ...], mode: str = "RGB", **fields: Any) -> Image:
    """One with a stripe of each colour."""
    drawn = Picture.new(mode, (200, 100))
    for number, pixel in enumerate(pixels):
        drawn.paste(pixel, (0, number * 100 // len(pixels), 200, 100))
    file = BytesIO()
    drawn.save(file, "PNG")
    return Image.objects.create(
        title="Σαλόνι", file=ImageFile(BytesIO(file.getvalue()), "σαλόνι.png"), **fields
    )


def front(code: str) -> str:
    return Client().get(f"/{code}/").text


def test_without_it_the_front_page_looks_as_every_sites() -> None:
    page = front("el")
    assert '<div class="hero">' in page
    assert "hero__picture" not in page
    assert "--hero" not in theme.stylesheet("#0b6e5f", hero.current())


def test_a_picture_and_a_colour_reach_every_language_at_once(owner: Client) -> None:
    shown = picture((250, 250, 250), (10, 10, 10))
    shown.focal_point_x, shown.focal_point_y = 50, 75
    shown.focal_point_width = shown.focal_point_height = 10
    shown.save()
    before = front("ar")
    typed = {"image": shown.pk, "colour": "#d4006a", "words_el": "Ένα σαλόνι", "words_ar": ""}
    assert owner.post(ADDRESS, typed).status_code == 302
    after = {code: front(code) for code in ("el", "ar")}
    assert after["ar"] != before
    assert all('class="hero hero--own"' in page for page in after.values())
    told = {
        code: re.search(r'hero__picture"[^>]* alt="([^"]*)"', page) for code, page in after.items()
    }
    assert {code: found and found[1] for code, found in told.items()} == {
        "el": "Ένα σαλόνι",
        "ar": "",
    }
    assert "/media/images/" in after["el"]
    sheet = Client().get(theme.url(hero.current())).text
    assert "--hero-focus: 25% 75%;" in sheet
    assert theme.url(hero.current()) in after["el"]
    page = owner.get(ADDRESS).text
    assert 'value="Ένα σαλόνι"' in page
    assert 'value="#d4006a"' in page


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(owner: Client) -> None:
    page = owner.post(ADDRESS, {"colour": "red", "words_el": "Ένα σαλόνι"}).text
    assert 'value="red"' in page
    assert 'value="Ένα σαλόνι"' in page
    assert "#0b6e5f" in page
    assert not Hero.objects.exists()


def test_it_needs_its_own_right(client: Client) -> None:
    client.force_login(accounts.publisher())
    assert client.get(ADDRESS).status_code == 302
    client.post(ADDRESS, {"colour": "#d4006a"})
    assert not Hero.objects.exists()
    assert reverse("front_band") == ADDRESS


def test_a_picture_that_changes_or_goes_is_forgotten(owner: Client) -> None:
    shown = picture((250, 250, 250))
    owner.post(ADDRESS, {"image": shown.pk})
    assert "hero__picture" in front("el")
    address = theme.url(hero.current())
    shown.focal_point_x, shown.focal_point_y = 190, 10
    shown.focal_point_width = shown.focal_point_height = 2
    shown.save()
    assert theme.url(hero.current()) != address
    shown.delete()
    assert "hero__picture" not in front("el")


def test_a_picture_whose_file_is_gone_is_left_out() -> None:
    shown = picture((9, 9, 9))
    shown.file.delete(save=False)
    Hero.objects.create(pk=1, image=shown)
    assert "hero__picture" not in front("da")


@pytest.mark.parametrize("pixels", [((255, 255, 0), (0, 0, 0)), ((127, 127, 127), (128, 0, 128))])
def test_words_can_be_read_on_each_colour_of_a_picture(pixels: Any) -> None:
    Hero.objects.create(pk=1, image=picture(*pixels), colour="#7f7f7f")
    shown = hero.current().picture
    assert shown
    assert set(shown.palette) == {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in pixels}


def test_a_picture_one_sees_through_may_have_any_colour_behind() -> None:
    Hero.objects.create(pk=1, image=picture((255, 0, 0, 90), mode="RGBA"))
    shown = hero.current().picture
    assert shown
    assert set(shown.palette) == {"#ffffff", "#000000"}


def test_there_is_one_row() -> None:
    Hero.objects.create(pk=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hero.objects.create(pk=2)


@given(COLOURS, st.lists(COLOURS, max_size=4), st.sampled_from([4.5, 12.0]))
def test_any_colour_over_any_picture_leaves_the_words_readable(
    colour: str, palette: list[str], ratio: float
) -> None:
    for band in (colours.light_band(colour, ratio), colours.dark_band(colour, ratio)):
        share = colours.veil(band, palette)
        for seen in (band.ground, *(colours.mix(band.ground, one, share) for one in palette)):
            assert colours.contrast(band.text, seen) >= 4.5
