"""A picture that shows words needs a version in each language; one without is counted."""

import json
from typing import Any

import pytest
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationContext

from kb.models import Currency, HelpPage, TranslationState
from kb.translation import segments
from kb.translation.segments import Origin, fitting, pictures, storing
from kb.translation.segments.publishing import has_news
from tests.factories import accounts, videos
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.pictures import block, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def source(django_capture_on_commit_callbacks: Any) -> HelpPage:
    """A Danish article that shows a screen and a photo, with a published Greek text."""
    body = [block(picture("red"), alt="Menuen"), block(picture("green"), shows_words=False)]
    page = make_page(make_family("Lyd", source="da"), "da", title="Lyd", body=body)
    segments.submit([page.family], [make_locale("el")], by=acting())
    greek = {one.key: "Ήχος" for one in segments.of(page.family, make_locale("el"))}
    segments.write(page.family, make_locale("el"), greek, by=acting(), origin=Origin.TYPED)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    return page


def publish(source: HelpPage) -> None:
    segments.publish(source.family, make_locale("el"), by=acting(accounts.publisher()))


def shown(source: HelpPage) -> list[str]:
    """What Greek readers see, by colour."""
    page = HelpPage.objects.get(family=source.family, locale__language_code="el")
    return [one.value["image"].title for one in page.get_latest_revision_as_object().body]


def state(source: HelpPage, code: str = "el") -> tuple[str, int]:
    row = TranslationState.objects.get(family=source.family, locale__language_code=code)
    return row.currency, row.pictures_to_do


def choose(source: HelpPage, number: int | None) -> None:
    [one] = pictures.of(source.family, make_locale("el"))
    pictures.choose(source.family, make_locale("el"), one.path, number, by=acting())


def test_only_a_picture_that_shows_words_is_missing(source: HelpPage) -> None:
    make_locale("ar")
    assert state(source) == (Currency.UPDATE_NEEDED, 1)
    assert state(source, "da") == (Currency.SOURCE, 0)
    # Where there is no text, nothing shows it.
    assert state(source, "ar") == (Currency.MISSING, 0)


def test_a_version_is_shown_once_it_is_published(source: HelpPage) -> None:
    choose(source, picture("blue").pk)
    assert state(source) == (Currency.CURRENT, 0)
    assert shown(source) == ["red", "green"]
    publish(source)
    assert shown(source) == ["blue", "green"]


def test_a_version_is_news_until_it_is_published(source: HelpPage) -> None:
    greek = HelpPage.objects.get(family=source.family, locale__language_code="el")
    assert not has_news(greek)
    choose(source, picture("blue").pk)
    assert has_news(greek)


def test_the_sources_picture_may_be_right_as_it_stands(source: HelpPage) -> None:
    [one] = pictures.of(source.family, make_locale("el"))
    choose(source, one.source)
    assert state(source)[1] == 0
    choose(source, None)
    assert state(source)[1] == 1


def test_a_picture_that_is_deleted_is_missing_again_and_the_text_can_be_published(
    source: HelpPage,
) -> None:
    blue = picture("blue")
    choose(source, blue.pk)
    blue.delete()
    assert state(source)[1] == 1
    publish(source)
    assert shown(source) == ["red", "green"]


def test_a_version_that_was_chosen_in_the_other_editor_counts(source: HelpPage) -> None:
    [one] = pictures.of(source.family, make_locale("el"))
    # As wagtail-localize stores it: a number as a text.
    said = json.dumps(str(picture("blue").pk))
    made = SegmentOverride.objects.create(
        locale=make_locale("el"), context_id=one.context, data_json=said
    )
    assert state(source)[1] == 0
    made.delete()
    assert state(source)[1] == 1


def test_a_photo_takes_no_version(source: HelpPage) -> None:
    with pytest.raises(LookupError):
        pictures.choose(
            source.family, make_locale("el"), f"body.{source.body[1].id}.image", 1, by=acting()
        )


def test_a_picture_that_an_editor_marks_later_becomes_missing(
    source: HelpPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = source.specific
    raw = page.body.get_prep_value()
    raw[1]["value"]["shows_words"] = True
    page.body = json.dumps(raw)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert state(source)[1] == 2


@pytest.fixture
def film() -> HelpPage:
    """A Danish article with three videos: captions in Greek, none, and nobody who speaks."""
    spoken = ("el", videos.document("a.vtt", videos.VTT))
    body = [
        videos.block(videos.document("a.mp4"), spoken),
        videos.block(videos.document("b.webm", videos.WEBM), title="Åben"),
        videos.block(videos.document("c.mp4", videos.MP4 + b"c"), without_words=True),
    ]
    page = make_page(make_family("Lyd", source="da"), "da", title="Lyd", body=body)
    segments.submit([page.family], [make_locale("el"), make_locale("sv")], by=acting())
    return page


def test_a_video_is_missing_where_a_language_has_no_captions_of_it(film: HelpPage) -> None:
    assert (state(film)[1], state(film, "sv")[1]) == (1, 2)


def test_a_language_that_has_its_own_video_misses_none(film: HelpPage) -> None:
    [one] = pictures.of(film.family, make_locale("el"))
    assert one.kind == "video"
    own = videos.document("el.webm", videos.WEBM + b"el")
    choose(film, own.pk)
    assert (state(film)[1], state(film, "sv")[1]) == (0, 2)
    publish(film)
    greek = HelpPage.objects.get(family=film.family, locale__language_code="el")
    assert [block.value["file"].title for block in greek.body] == ["a.mp4", "el.webm", "c.mp4"]
    own.delete()
    assert state(film)[1] == 1


def caption(source: HelpPage, file: Any) -> None:
    [one] = pictures.of(source.family, make_locale("el"))
    pictures.add_captions(
        source.family, make_locale("el"), one.path, file and file.pk, by=acting()
    )


def spoken(page: HelpPage) -> list[list[tuple[str, str]]]:
    """The captions of each video that Greek readers see."""
    greek = HelpPage.objects.get(family=page.family, locale__language_code="el")
    return [
        [(one["language"], one["file"].title) for one in block.value["captions"]]
        for block in greek.body
    ]


@pytest.fixture
def danish() -> HelpPage:
    """A Danish article with a video and its captions, begun in Greek."""
    body = [videos.block(videos.document("a.mp4"), ("da", videos.document("da.vtt", videos.VTT)))]
    page = make_page(make_family("Låg", source="da"), "da", title="Låg", body=body)
    segments.submit([page.family], [make_locale("el")], by=acting())
    return page


@pytest.fixture
def greek_captions() -> Any:
    return videos.document("el.vtt", videos.VTT + b"\n")


def test_captions_of_a_language_stand_beside_the_sources_once_published(
    danish: HelpPage, greek_captions: Any
) -> None:
    caption(danish, greek_captions)
    assert state(danish)[1] == 0
    publish(danish)
    assert spoken(danish) == [[("da", "da.vtt"), ("el", "el.vtt")]]


def test_an_own_video_has_its_own_captions_alone(danish: HelpPage, greek_captions: Any) -> None:
    choose(danish, videos.document("el.webm", videos.WEBM).pk)
    publish(danish)
    assert spoken(danish) == [[]]
    caption(danish, greek_captions)
    publish(danish)
    assert spoken(danish) == [[("el", "el.vtt")]]


def test_captions_that_are_deleted_are_missing_again(
    danish: HelpPage, greek_captions: Any
) -> None:
    caption(danish, greek_captions)
    greek_captions.delete()
    assert state(danish)[1] == 1
    publish(danish)
    assert spoken(danish) == [[("da", "da.vtt")]]


def test_captions_outlast_another_text_of_the_source(
    danish: HelpPage, greek_captions: Any, django_capture_on_commit_callbacks: Any
) -> None:
    caption(danish, greek_captions)
    page = danish.specific
    page.title = "Låget"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    [one] = pictures.of(danish.family, make_locale("el"))
    assert one.captions == greek_captions.pk


def test_a_source_that_was_stored_before_there_were_captions_takes_them(
    danish: HelpPage, greek_captions: Any
) -> None:
    OverridableSegment.objects.filter(context__field_path="body.video.captions").delete()
    TranslationContext.objects.filter(field_path="body.video.captions").delete()
    caption(danish, greek_captions)
    assert state(danish)[1] == 0
    publish(danish)
    assert spoken(danish) == [[("da", "da.vtt"), ("el", "el.vtt")]]


def test_captions_of_a_translation_that_is_imported_are_kept(
    danish: HelpPage, greek_captions: Any
) -> None:
    """The desk shows what the file brought, and a later publishing keeps it."""
    greek = HelpPage.objects.get(family=danish.family, locale__language_code="el").specific
    raw = greek.body.get_prep_value()
    raw[0]["value"]["captions"] = [
        {"type": "item", "id": "a", "value": {"language": "el", "file": greek_captions.pk}}
    ]
    greek.body = json.dumps(raw)
    source = storing.take_apart(danish.specific).segments
    rendering = fitting.fit(source, greek)
    assert rendering is not None
    assert list(rendering.pictures.values()) == [[["el", greek_captions.pk]]]
