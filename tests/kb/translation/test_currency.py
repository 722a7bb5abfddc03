"""One word for how current a language is: what it means, and that what is stored is right."""

import random
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Workflow
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from kb.importing.run import import_tree
from kb.models import Currency, Family, HelpPage, TranslationState
from kb.states import SETTLED, Weight
from kb.translation import currency
from kb.translation.computing import computed
from tests.factories import accounts
from tests.factories.kb import make_family, make_locale, make_page
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db

BODY = [("text", "<p>Πατήστε το κουμπί.</p><p>Περιμένετε 10 λεπτά.</p>")]


def submit(source: HelpPage, code: str = "da") -> Translation:
    """As an editor submits a page for translation."""
    filed, _created = TranslationSource.update_or_create_from_instance(source.specific)
    made, _ = Translation.objects.get_or_create(source=filed, target_locale=make_locale(code))
    made.save_target(publish=False)
    return made


def translate(translation: Translation, *, how: str = "manual", at_most: int = 100) -> None:
    segments = translation.source.stringsegment_set.order_by("order")[:at_most]
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"Tryk {segment.order}", "translation_type": how},
        )


def publish(page: HelpPage, **changes: Any) -> None:
    page = page.specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def of(family: Family, code: str) -> HelpPage:
    return HelpPage.objects.get(family=family, locale__language_code=code)


def word(source: HelpPage, code: str = "da") -> Currency:
    return currency.of(source.family)[code]


def words_to_do(source: HelpPage, code: str = "da") -> int:
    row = TranslationState.objects.get(family=source.family, locale__language_code=code)
    return row.words_to_do


@pytest.fixture
def source() -> HelpPage:
    """An article that is written in Greek, of eleven words."""
    make_locale("da")
    family = make_family("Αντλία", slug="pump", source="el")
    return make_page(family, "el", title="Η αντλία", summary="Με λίγα λόγια.", body=BODY)


def test_the_word_of_each_language() -> None:
    with time_machine.travel("2026-01-01", tick=False):
        family = make_family("Αντλία", source="el")
        source = make_page(family, "el")
        for code in ("nb", "da", "sv"):
            make_page(family, code, by_hand=code == "sv")
        make_page(family, "id", live=False)
        make_locale("ar")
    assert currency.of(family) == {
        "en": Currency.MISSING,
        "el": Currency.SOURCE,
        "nb": Currency.CURRENT,
        "da": Currency.CURRENT,
        "sv": Currency.BY_HAND,
        "id": Currency.IN_WORK,
        "ar": Currency.MISSING,
    }
    with time_machine.travel("2026-01-02", tick=False):
        publish(source, title="Άλλο κείμενο")
    with time_machine.travel("2026-01-03", tick=False):
        publish(of(family, "da"))
    found = currency.of(family)
    assert [found[code] for code in ("nb", "da", "sv")] == ["outdated", "current", "outdated"]
    since = dict(family.states.values_list("locale__language_code", "since__day"))
    assert (since["nb"], since["da"], since["ar"]) == (2, 3, 1)


def test_from_missing_to_current(source: HelpPage) -> None:
    assert (word(source), words_to_do(source)) == (Currency.MISSING, 11)
    translation = submit(source)
    assert (word(source), words_to_do(source)) == (Currency.IN_WORK, 11)
    translate(translation, at_most=3)
    assert (word(source), words_to_do(source)) == (Currency.IN_WORK, 3)
    translation.save_target(publish=True)
    of(source.family, "da").get_latest_revision().publish()
    assert (word(source), words_to_do(source)) == (Currency.UPDATE_NEEDED, 3)
    translate(translation)
    assert (word(source), words_to_do(source)) == (Currency.CURRENT, 0)
    StringTranslation.objects.filter(context__path="title").delete()
    assert (word(source), words_to_do(source)) == (Currency.UPDATE_NEEDED, 2)


def test_what_a_machine_has_translated_needs_review(source: HelpPage) -> None:
    translation = submit(source)
    translate(translation, how="machine", at_most=3)
    assert word(source) == Currency.IN_WORK
    translate(translation, how="machine")
    assert (word(source), words_to_do(source)) == (Currency.NEEDS_REVIEW, 11)
    translate(translation)
    assert word(source) == Currency.IN_WORK


def test_what_was_sent_to_be_reviewed_needs_review_until_it_is(source: HelpPage) -> None:
    draft = make_page(source.family, "da", live=False)
    workflow = Workflow.objects.filter(active=True).first()
    assert workflow is not None
    begun = workflow.start(draft, accounts.writer())
    assert word(source) == Currency.NEEDS_REVIEW
    begun.cancel()
    assert word(source) == Currency.IN_WORK


def test_a_small_change_asks_for_an_update_and_a_large_one_outweighs_it(source: HelpPage) -> None:
    with time_machine.travel("2026-01-01", tick=False):
        make_page(source.family, "da")
    family = Family.objects.get(pk=source.family_id)
    family.source_amended_at = source.last_published_at
    family.save()
    assert word(source) == Currency.UPDATE_NEEDED
    family.source_changed_at = source.last_published_at
    family.save()
    assert word(source) == Currency.OUTDATED


def test_publishing_the_same_text_again_outdates_nothing(source: HelpPage) -> None:
    make_page(source.family, "da")
    publish(source)
    assert word(source) == Currency.CURRENT


def test_what_expires_is_in_work_again(source: HelpPage) -> None:
    danish = make_page(source.family, "da")
    Page.objects.get(pk=danish.pk).unpublish(set_expired=True)  # As Wagtail's command does.
    assert word(source) == Currency.IN_WORK


def test_a_language_that_is_added_is_missing_everywhere(source: HelpPage) -> None:
    added = Locale.objects.create(language_code="fr")
    assert word(source, "fr") == Currency.MISSING
    added.delete()
    assert "fr" not in currency.of(source.family)


def test_many_families_cost_the_same(django_assert_num_queries: Any) -> None:
    sources = [make_page(make_family(f"Number {number}")) for number in range(5)]
    submit(sources[0])
    families = list(Family.objects.all())
    with django_assert_num_queries(2):
        found = currency.by_language(families)
    assert len(found) == 5
    ContentType.objects.get_for_model(Page)
    with django_assert_num_queries(7):
        computed(families)


def stored() -> dict[tuple[int, int], tuple[str, int]]:
    return {
        (row.family_id, row.locale_id): (row.currency, row.words_to_do)
        for row in TranslationState.objects.all()
    }


def from_scratch() -> dict[tuple[int, int], tuple[str, int]]:
    found = computed(list(Family.objects.all()))
    return {place: (said.currency, said.words_to_do) for place, said in found.items()}


class Site:
    """What editors, translators, owners and the importer do, each to something at random."""

    def __init__(self, by: random.Random, directory: Path) -> None:
        self.by = by
        self.directory = directory

    def act(self) -> str:
        name = self.by.choice(sorted(name for name in vars(Site) if name.startswith("do_")))
        getattr(self, name)()
        return name

    def _one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.by.choice(found) if found else None

    def _page(self) -> Any:
        return self._one(HelpPage.objects).specific

    def _source(self) -> Any:
        return self._one(HelpPage.objects.sources()).specific

    def do_publish(self) -> None:
        publish(self._page(), summary=f"Βουίζει {self.by.random()}.")

    def do_publish_the_same(self) -> None:
        publish(self._page())

    def do_publish_a_source(self) -> None:
        publish(self._source(), title=f"Νέα {self.by.random()}")

    def do_unpublish(self) -> None:
        self._page().unpublish()

    def do_save_a_draft(self) -> None:
        self._page().save_revision()

    def do_submit(self) -> None:
        submit(self._source(), self.by.choice(["da", "ar", "sv"]))

    def do_translate(self) -> None:
        if one := self._one(Translation.objects):
            how = self.by.choice(["manual", "machine"])
            translate(one, at_most=self.by.randint(1, 4), how=how)

    def do_take_a_sentence_back(self) -> None:
        if one := self._one(StringTranslation.objects):
            one.delete()

    def do_bring_in_line(self) -> None:
        if one := self._one(Translation.objects):
            one.save_target(publish=True)

    def do_delete(self) -> None:
        if one := self._one(HelpPage.objects.filter(locale__language_code__in=["da", "ar"])):
            one.specific.delete()

    def do_write_by_hand(self) -> None:
        one = self._page()
        one.by_hand = not one.by_hand
        one.save()
        publish(one)

    def do_write_a_family_by_hand(self) -> None:
        family = self._one(Family.objects)
        family.by_hand = not family.by_hand
        family.save()

    def do_import(self) -> None:
        for code, words in (("el", "Πατήστε"), ("da", "Tryk")):
            body, extra = f"{words} {self.by.random()}.", "source: el\n"
            trees.write(self.directory, code, "pump", body=body, extra=extra)
        import_tree(self.directory, force=True)

    def do_add_a_language(self) -> None:
        make_locale(self.by.choice(["sv", "nb", "id"]))


@pytest.mark.parametrize("seed", [14, 2026])
def test_after_whatever_is_done_the_stored_word_is_right(
    source: HelpPage, tmp_path: Path, seed: int
) -> None:
    make_page(source.family, "da", title="Pumpen")
    make_page(make_family("Θέρμανση", source="el"), "el")
    scene = Site(random.Random(seed), tmp_path)
    done = []
    for _number in range(25):
        done.append(scene.act())
        assert stored() == from_scratch(), done


def test_existing_sites_are_filled_with_the_same_words(source: HelpPage) -> None:
    with time_machine.travel("2026-01-01", tick=False):
        make_page(source.family, "sv")
        make_page(source.family, "nb", live=False)
        other = make_page(make_family("Θέρμανση", source="el"), "el", body=BODY)
        make_page(other.family, "da", by_hand=True)
    translation = submit(other, "ar")
    translate(translation, at_most=2)
    of(other.family, "ar").get_latest_revision().publish()
    publish(source, title="Άλλο κείμενο", change=Weight.MAJOR)
    expected = {place: word for place, (word, _words) in stored().items()}
    assert set(expected.values()) == set(Currency.values) - {"needs_review", "current"}
    TranslationState.objects.all().delete()
    import_module("kb.migrations.0007_say_how_current_each_language_is").fill(apps, None)
    assert {place: word for place, (word, _words) in stored().items()} == expected
    assert {place for place, (_word, words) in stored().items() if words == 0} == {
        place for place, word in expected.items() if word in SETTLED
    }
    outdated = TranslationState.objects.filter(currency=Currency.OUTDATED)
    assert {row.since for row in outdated} == {of(source.family, "el").last_published_at}


def test_a_rebuild_puts_right_what_was_written_past_us(source: HelpPage) -> None:
    TranslationState.objects.all().delete()
    assert currency.rebuild() == Locale.objects.count()
    assert currency.rebuild() == 0
    assert stored() == from_scratch()
