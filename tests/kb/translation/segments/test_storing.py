"""Stored together, segments are what wagtail-localize stores one by one."""

from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize import models
from wagtail_localize.models import TranslationSource

from portal.home import site
from portal.legal import drafts
from portal.legal.models import LegalPage
from tests.factories.kb import make_page
from tests.kb.translation.test_translation import BODY

pytestmark = pytest.mark.django_db

LINK = '<p>See <a href="https://example.org/a.b">it</a>, <b>now</b>.</p><p>Twice.</p><p>Twice.</p>'
MADE = ("StringSegment", "TemplateSegment", "OverridableSegment", "TranslationContext")


def rows(page: Page) -> list[Any]:
    """What is stored of a page that is new to translation."""
    source, created = TranslationSource.get_or_create_from_instance(page)
    assert created
    return [
        sorted(found.values_list(*names, "context__path", "context__field_path", "order"))
        for found, names in (
            (source.stringsegment_set, ("string__data", "attrs")),
            (source.templatesegment_set, ("template__template", "template__uuid")),
            (source.overridablesegment_set, ("data_json",)),
        )
    ]


def forget() -> None:
    for name in (*MADE, "TranslatableObject"):
        getattr(models, name).objects.all().delete()


def article() -> Page:
    image = ("applies_to", {"product": "Pumpe", "version": "2.1", "market": "DK"})
    return make_page(body=[*BODY, image, ("text", LINK)], summary="In short.", keywords="a")


def legal() -> Page:
    site.set_up()
    drafts.make()
    return LegalPage.objects.get(kind="privacy", locale__language_code="el")


@pytest.mark.parametrize("make", [article, legal])
def test_it_is_what_stock_stores(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make()
    ours = rows(page)
    assert sum(map(len, ours)) > 10
    forget()
    assert TranslationSource.refresh_segments.__module__ == "kb.translation.segments.stock"
    stock = TranslationSource.refresh_segments.__wrapped__
    assert stock.__module__ == "wagtail_localize.models"
    monkeypatch.setattr(TranslationSource, "refresh_segments", stock)
    assert rows(page) == ours


def test_what_stays_keeps_its_number_when_the_source_is_stored_again() -> None:
    page = article().specific
    source, _created = TranslationSource.get_or_create_from_instance(page)
    before = texts(source)
    page.body = [*page.body.get_prep_value()[1:], {"type": "text", "value": "<p>New.</p>"}]
    page.title = "Another"
    page.save()
    TranslationSource.update_or_create_from_instance(page)
    after = texts(source)
    gone = {before[key] for key in set(before) - set(after)}
    assert gone == {"Reset your password", "Before"} | {
        text for text in before.values() if "E-1042" in text
    }
    assert {after[key] for key in set(after) - set(before)} == {"Another", "New."}


def texts(source: TranslationSource) -> dict[int, str]:
    """The strings of a source by the numbers of its segments."""
    return dict(source.stringsegment_set.values_list("pk", "string__data"))
