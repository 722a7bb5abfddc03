"""The memory is filled by a job from what has been translated already."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from kb.models import HelpPage
from kb.translation.memory.filling import fill
from kb.translation.memory.models import Translated
from kb.translation.memory.suggesting import suggest
from portal.jobs import registry
from tests.factories.kb import make_locale, make_page

pytestmark = pytest.mark.django_db


def translated(page: HelpPage, code: str, kind: str = "manual") -> None:
    """Every segment of the page, in capitals."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    locale = make_locale(code)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=segment.string.data.upper(),
            translation_type=kind,
        )


def test_what_was_translated_before_is_remembered() -> None:
    page = make_page(title="Κλείστε την παροχή", locale="el", family=None)
    family = page.family
    family.source_locale = Locale.objects.get(language_code="el")
    family.save()
    translated(page, "nb")
    assert registry.get("kb.fill_memory").run() == 2
    (one, *_others) = suggest("Κλείστε την παροχή", make_locale("el"), make_locale("nb"))
    assert (one.percent, one.translation) == (100, "ΚΛΕΊΣΤΕ ΤΗΝ ΠΑΡΟΧΉ")


def test_filling_again_does_nothing_until_something_is_translated() -> None:
    page = make_page()
    translated(page, "el")
    assert fill() == 2
    assert fill() == 0
    translated(page, "da")
    assert fill() == 4
    assert fill() == 0
    assert Translated.objects.count() == 4


def test_what_a_machine_translated_is_not_remembered() -> None:
    translated(make_page(), "ar", kind="machine")
    assert fill() == 0


def test_filling_costs_the_same_however_many_articles(django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        translated(make_page(title=f"Bleed radiator {number}"), "el")
    with django_assert_max_num_queries(20):
        assert fill() == 12
