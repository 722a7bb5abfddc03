"""What a translator gets of an article, and what becomes of what they write."""

from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from kb.models import Currency, HelpPage
from kb.translation import currency, segments
from kb.translation.segments import Origin, Segment, events
from portal.actors import Actor
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db

BODY = [("text", "<p>Πατήστε το κουμπί.</p><p>Περιμένετε 5 λεπτά.</p>")]


@pytest.fixture
def source() -> HelpPage:
    """A Greek article that is submitted into Danish."""
    page = make_page(make_family("Αντλία", source="el"), "el", title="Η αντλία", body=BODY)
    segments.submit([page.family], [make_locale("da")], by=acting())
    return page


def read(source: HelpPage) -> list[Segment]:
    return segments.of(source.family, make_locale("da"))


def write(
    source: HelpPage,
    *texts: str,
    origin: Origin = Origin.TYPED,
    by: Actor | None = None,
) -> dict[Any, str]:
    given = {one.key: text for one, text in zip(read(source), texts, strict=False)}
    danish = make_locale("da")
    return segments.write(source.family, danish, given, by=by or acting(), origin=origin)


def publish(source: HelpPage, paragraphs: str, **changes: str) -> None:
    page = source.specific
    body = page.body.get_prep_value()
    page.body = [body[0] | {"value": paragraphs}]
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_an_article_that_was_never_submitted_has_no_segments() -> None:
    assert segments.of(make_page().family, make_locale("da")) == []


def test_segments_come_in_the_order_of_the_page_without_translations(source: HelpPage) -> None:
    found = read(source)
    assert [one.source for one in found] == [
        *("Η αντλία", "Πατήστε το κουμπί.", "Περιμένετε 5 λεπτά."),
    ]
    assert found[0].path == "title"
    assert all(one.is_to_do and one.origin is None for one in found)


def test_what_is_written_is_read_with_where_it_came_from(source: HelpPage) -> None:
    editor = accounts.writer()
    write(source, "Pumpen", by=acting(editor))
    write(source, "Pumpen", "Tryk på knappen.", origin=Origin.MACHINE)
    write(source, "Pumpe", origin=Origin.MEMORY)
    title, machine, nothing = read(source)
    assert (title.translation, title.origin, title.is_to_do) == ("Pumpe", Origin.MEMORY, False)
    assert (machine.origin, machine.needs_review, machine.is_to_do) == (Origin.MACHINE, True, True)
    assert nothing.translation == ""
    assert Page.objects.get(locale__language_code="da", slug=source.slug).draft_title == "Pumpe"


def test_nothing_takes_a_translation_away(source: HelpPage) -> None:
    write(source, "Pumpen", "Tryk på knappen.")
    write(source, "")
    assert [one.translation for one in read(source)] == ["", "Tryk på knappen.", ""]


def test_a_key_of_another_text_stores_nothing(source: HelpPage) -> None:
    danish = make_locale("da")
    given = {("title", "Η αντλία"): "Pumpen", ("title", "Κάτι άλλο"): "Andet"}
    with pytest.raises(LookupError):
        segments.write(source.family, danish, given, by=acting(), origin=Origin.TYPED)
    assert not StringTranslation.objects.exists()


def test_broken_markup_is_told_and_on_no_page(source: HelpPage) -> None:
    faults = write(source, "Pumpen", '<p>Tryk</p> <a id="a9">her</a>', "Vent 5 minutter.")
    assert [key[1] for key in faults] == ["Πατήστε το κουμπί."]
    assert [one.has_fault for one in read(source)] == [False, True, False]
    segments.publish(source.family, make_locale("da"), by=acting())
    danish = HelpPage.objects.get(family=source.family, locale__language_code="da")
    assert "Vent 5 minutter." in str(danish.get_latest_revision_as_object().body)
    assert "Tryk" not in str(danish.get_latest_revision_as_object().body)


def test_a_changed_sentence_keeps_what_it_was_and_how_that_was_translated(
    source: HelpPage,
) -> None:
    write(source, "Pumpen", "Tryk på knappen.", "Vent 5 minutter.")
    publish(
        source,
        "<p>Πατήστε το κουμπί.</p><p>Περιμένετε 6 λεπτά.</p><p>Τέλος.</p>",
        title="Θέρμανση",
    )
    title, same, changed, new = read(source)
    assert (title.old_source, title.old_translation) == ("Η αντλία", "Pumpen")
    assert (same.translation, same.old_source) == ("Tryk på knappen.", "")
    assert (changed.source, changed.translation) == ("Περιμένετε 6 λεπτά.", "")
    assert (changed.old_source, changed.old_translation) == (
        *("Περιμένετε 5 λεπτά.", "Vent 5 minutter."),
    )
    assert (new.source, new.old_source) == ("Τέλος.", "")


def test_a_sentence_that_comes_back_is_translated(source: HelpPage) -> None:
    write(source, "Pumpen", "Tryk på knappen.", "Vent 5 minutter.")
    publish(source, "<p>Κάτι άλλο.</p>")
    publish(source, "<p>Περιμένετε 5 λεπτά.</p><p>Πατήστε το κουμπί.</p>")
    assert [one.translation for one in read(source)] == [
        *("Pumpen", "Vent 5 minutter.", "Tryk på knappen."),
    ]


def test_publishing_makes_it_current_and_live(
    source: HelpPage, django_capture_on_commit_callbacks: Any
) -> None:
    write(source, "Pumpen", "Tryk på knappen.", "Vent 5 minutter.")
    assert currency.of(source.family)["da"] == Currency.IN_WORK
    with django_capture_on_commit_callbacks(execute=True):
        segments.publish(source.family, make_locale("da"), by=acting(accounts.publisher()))
    page = HelpPage.objects.get(family=source.family, locale__language_code="da")
    assert (page.live, page.title) == (True, "Pumpen")
    assert currency.of(source.family)["da"] == Currency.CURRENT


def test_who_remembers_translations_is_told_of_those_that_are_right(source: HelpPage) -> None:
    told: list[Any] = []

    def remember(**kwargs: Any) -> None:
        told.append((kwargs["locale"].language_code, kwargs["texts"], kwargs["origin"]))

    events.written.connect(remember)
    try:
        write(source, "Pumpen", "<p>Tryk</p>", "Vent 5 minutter.")
    finally:
        events.written.disconnect(remember)
    texts = {"Η αντλία": "Pumpen", "Περιμένετε 5 λεπτά.": "Vent 5 minutter."}
    assert told == [("da", texts, Origin.TYPED)]


def test_reading_and_writing_cost_the_same_however_long_the_text_is(
    django_assert_max_num_queries: Any,
) -> None:
    danish = make_locale("da")
    paragraphs = "".join(f"<p>Πρόταση αριθμός {number}.</p>" for number in range(60))
    page = make_page(make_family("Μακρύ", source="el"), "el", body=[("text", paragraphs)])
    segments.submit([page.family], [danish], by=acting())
    with django_assert_max_num_queries(2):
        found = segments.of(page.family, danish)
    given = {one.key: f"Sætning {one.order}" for one in found}
    # Some of them are the memory's, which learns it.
    with django_assert_max_num_queries(25):
        segments.write(page.family, danish, given, by=acting(), origin=Origin.TYPED)
