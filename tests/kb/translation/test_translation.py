from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from kb.models import HelpPage
from tests.factories.kb import make_locale, make_page

pytestmark = pytest.mark.django_db

LINK = '<a linktype="article" family="pair-hub">the hub</a>'
BODY = [
    ("text", f"<h2>Before</h2><p>See {LINK} and <code>E-1042</code>.</p>"),
    ("steps", ["<p>Open the cover.</p>", "<p>Press the button.</p>"]),
    ("note", {"text": "<p>It clicks.</p>"}),
    ("warning", {"text": "<p>It is hot.</p>"}),
    ("code", {"text": "first line\n  second & <line>", "language": "sh"}),
    ("keys", {"text": "Ctrl+R"}),
    ("applies_to", {"product": "Solvei Hub", "version": "2.1", "market": "NO"}),
]


@pytest.fixture
def source() -> HelpPage:
    page = make_page(body=BODY, summary="In short.", keywords="code, login")
    return page.specific


def submit(page: HelpPage, code: str = "el") -> Translation:
    """As an editor submits a page for translation."""
    filed, _created = TranslationSource.update_or_create_from_instance(page.specific)
    return Translation.objects.get_or_create(source=filed, target_locale=make_locale(code))[0]


def translate(translation: Translation, how: Any = str.upper) -> None:
    """Every string in the translator's desk, leaving markup alone."""
    for segment in translation.source.stringsegment_set.all():
        data = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": how(data) if "<" not in data else data.replace("See", "Δείτε")},
        )


def greek(page: HelpPage) -> HelpPage:
    return HelpPage.objects.get(family=page.family, locale__language_code="el")


def test_every_block_gives_its_text_and_nothing_else(source: HelpPage) -> None:
    segments = extract_segments(source)
    texts = [s.render_text() for s in segments if isinstance(s, StringSegmentValue)]
    assert texts == [
        *("Reset your password", "In short.", "code, login"),
        *("Before", "See the hub and E-1042."),
        *("Open the cover.", "Press the button.", "It clicks.", "It is hot."),
        *("first line\n  second & <line>", "sh", "Ctrl+R"),
    ]


def test_a_translation_has_the_blocks_the_link_and_the_id_of_its_source(source: HelpPage) -> None:
    translation = submit(source)
    translate(translation)
    translation.save_target(publish=True)
    page = greek(source)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert (page.slug, page.title, page.live) == (source.slug, "RESET YOUR PASSWORD", True)
    assert page.family == source.family
    assert [block.block_type for block in page.body] == [kind for kind, _value in BODY]
    assert '<a family="pair-hub" linktype="article">the hub</a>' in page.body[0].value.source
    assert "OPEN THE COVER." in page.body[1].value[0].source
    assert page.body[4].value["text"] == "first line\n  second & <line>"
    assert page.body[6].value["product"] == "Solvei Hub"
    assert page.alias_of is None


def test_what_is_written_by_hand_is_never_overwritten(source: HelpPage) -> None:
    page = make_page(source.family, "el", title="Με το χέρι", by_hand=True)
    translation = submit(source)
    assert not Translation.objects.get(pk=translation.pk).enabled
    translate(translation)
    translation.save_target(publish=True)
    translation.source.create_or_update_translation(translation.target_locale, fallback=True)
    page.refresh_from_db()
    assert page.title == "Με το χέρι"
    assert page.get_latest_revision_as_object().title == "Με το χέρι"


def test_a_family_written_by_hand_keeps_all_its_languages(source: HelpPage) -> None:
    page = make_page(source.family, "el", title="Με το χέρι")
    translation = submit(source)
    source.family.by_hand = True
    source.family.save()
    translation.source.create_or_update_translation(translation.target_locale, fallback=True)
    page.refresh_from_db()
    assert page.title == "Με το χέρι"


def test_stock_would_have_replaced_it_by_the_source(source: HelpPage) -> None:
    """The reason for the guard; should this ever fail, the guard may go."""
    page = make_page(source.family, "el", title="Με το χέρι")
    filed, _created = TranslationSource.update_or_create_from_instance(source)
    stock = TranslationSource.create_or_update_translation.__wrapped__
    stock(filed, make_locale("el"), fallback=True)
    page.refresh_from_db()
    assert page.title == source.title


def test_no_language_is_filled_with_copies_of_another(source: HelpPage) -> None:
    names = {component["model"].__name__ for component in get_locale_components()}
    assert "LocaleSynchronization" not in names
    make_locale("da")
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not HelpPage.objects.filter(locale__language_code="da").exists()
