"""Of two who change an article at once the second waits, and neither is stopped."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb import renaming
from kb.models import Family, HelpPage
from kb.translation.desk.places import Place
from kb.translation.desk.saving import Typed, version
from kb.translation.desk.saving import save as save_typed
from kb.translation.exchange.giving import document_of
from kb.translation.exchange.taking import UnitOutcome, take
from kb.translation.exchange.units import UnitState
from kb.translation.segments import Origin, of, submit, write
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db
_PART = re.compile(
    r'(?:UPDATE|INSERT INTO) "(?:wagtailcore_page|kb_helppage|wagtail_localize_\w+)"'
    r'|SELECT .* FROM "wagtail_localize_translation" WHERE \S+"id" = \d+ LIMIT'
)
_FAMILY = re.compile(r'SELECT .* FROM "kb_family" .*ORDER BY "kb_family"."id"|UPDATE "kb_family"')


def save(page: HelpPage) -> None:
    page.summary = "Με λίγα λόγια"
    page.save()


def draft(page: HelpPage) -> None:
    page.title = "Άλλος τίτλος"
    page.save_revision()


def publish(page: HelpPage) -> None:
    page.get_latest_revision().publish()


def unpublish(page: HelpPage) -> None:
    page.unpublish()


def rename(page: HelpPage) -> None:
    renaming.rename(Family.objects.get(pk=page.family_id), "lebes")


def translate(page: HelpPage) -> None:
    danish = make_locale("da")
    texts = {one.key: "Kedel" for one in of(page.family, danish) if one.path == "title"}
    write(page.family, danish, texts, by=acting(accounts.publisher()), origin=Origin.TYPED)


def work_at_the_desk(page: HelpPage) -> None:
    place = Place(family=page.family, locale=make_locale("da"))
    name = next(iter(place.segments()))
    typed = Typed(name=name, text="Kedel", version=version(place.segments()[name]))
    saved = save_typed(place, [typed], by=acting(accounts.publisher()))
    assert saved.written


def bring_a_file(page: HelpPage) -> None:
    place = Place(family=page.family, locale=make_locale("da"))
    offered = document_of(page.family, place.locale)
    units = [replace(one, target="Kedel", state=UnitState.DONE) for one in offered.units]
    found = take(place, replace(offered, units=units), by=acting(accounts.publisher()))
    assert {one.outcome for one in found} == {UnitOutcome.WRITTEN}


def begin(page: HelpPage) -> None:
    submit([page.family], [make_locale("ar")], by=acting(accounts.publisher()))


_ACTS = [save, draft, publish, unpublish, rename, translate, work_at_the_desk, bring_a_file, begin]


@pytest.mark.parametrize("act", _ACTS)
def test_a_family_is_locked_before_any_of_its_pages_and_segments(
    act: Callable[[HelpPage], None],
) -> None:
    page = make_page(make_family("Kaustiras", source="el"), "el", title="Καυστήρας")
    page.save_revision().publish()
    submit([page.family], [make_locale("da")], by=acting(accounts.publisher("Pub")))
    page = HelpPage.objects.get(pk=page.pk).specific
    with CaptureQueriesContext(
        connection,
    ) as done:
        act(page)
    said = [one["sql"] for one in done.captured_queries]
    family = next(place for place, sql in enumerate(said) if _locks_family(sql))
    assert family < next(place for place, sql in enumerate(said) if _PART.match(sql))


def _locks_family(sql: str) -> bool:
    """SQLite has one lock for all: there the same statement is without its end."""
    is_whole = sql.endswith("FOR NO KEY UPDATE") or sql.startswith("UPDATE")
    return bool(_FAMILY.match(sql)) and (is_whole or connection.vendor == "sqlite")
