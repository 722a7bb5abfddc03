"""Texts that were read, and whose readers wrote to the support all the same."""

import re
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.effort import report, rollups
from portal.effort.models import ClosedDay, DailyFigure
from portal.effort.wrote_anyway import WroteAnyway
from tests.factories import kb
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")
KEY = "wrote_after_reading"
NETWORKS = count(1)


def somebody(locale: str) -> Reader:
    """Of a network of their own."""
    return Reader(f"2001:db8:{next(NETWORKS):x}::1", locale)


def rolled_up(texts: dict[tuple[str, str], tuple[int, int]]) -> None:
    """A closed Monday, on which so many of so many readers of a text wrote."""
    ClosedDay.objects.create(day=MONDAY, definitions={KEY: 1})
    about: dict[str, Any] = {"day": MONDAY, "figure": KEY}
    for locale in {locale for _slug, locale in texts}:
        own = [pair for (_slug, code), pair in texts.items() if code == locale]
        wrote, read = (sum(numbers) for numbers in zip(*own, strict=True))
        DailyFigure.objects.create(locale=locale, numerator=wrote, denominator=read, **about)
    DailyFigure.objects.bulk_create(
        DailyFigure(kind="family", value=slug, locale=code, numerator=n, denominator=of, **about)
        for (slug, code), (n, of) in texts.items()
    )


def listed(*codes: str) -> list[WroteAnyway]:
    return report.build(MONDAY, MONDAY, languages=codes or None, at=LATER).lists.wrote_anyway


def test_a_text_is_measured_by_what_is_usual_in_its_language() -> None:
    # One in three writes: in Danish that is usual, in Greek it is not.
    usual = {(f"text-{n}", "da"): (20, 60) for n in range(5)}
    usual |= {(f"text-{n}", "el"): (6, 60) for n in range(5)}
    rolled_up(usual | {("støj", "da"): (20, 60), ("ήχος", "el"): (20, 60)})
    (one,) = listed()
    assert (one.slug, one.locale, one.usual) == ("ήχος", "el", 0.1)


def test_what_surely_sends_most_readers_comes_first_and_few_tell_nothing() -> None:
    texts = {
        ("read-by-four", "ar"): (4, 4),
        ("sure", "ar"): (120, 300),
        ("as-bad-read-less", "ar"): (20, 50),
        ("worse-read-little", "ar"): (5, 8),
        ("unsure", "ar"): (2, 6),
    }
    rolled_up(texts | {("usual", "ar"): (100, 1000)})
    found = listed("ar")
    assert [one.slug for one in found] == [
        "sure",
        "as-bad-read-less",
        "worse-read-little",
    ]
    assert all(one.lower_bound > one.usual for one in found)
    assert listed("el") == []


def test_a_visit_counts_a_text_once_and_only_what_it_wrote_afterwards() -> None:
    # A reads twice, then writes; B writes, then reads; C opens a suggestion, and writes; D reads.
    a, b, c, d = (somebody("sv") for _who in range(4))
    a.read("ljud", "2026-03-02 09:00")
    a.read("hub", "2026-03-02 09:01")
    a.read("ljud", "2026-03-02 09:02")
    a.sends(a.begins("2026-03-02 09:05"), "2026-03-02 09:06")
    b.sends(b.begins("2026-03-02 09:00"), "2026-03-02 09:01")
    b.read("ljud", "2026-03-02 09:05")
    begun = c.begins("2026-03-02 09:00")
    c.opens(begun, "ljud", "2026-03-02 09:01")
    c.sends(begun, "2026-03-02 09:02")
    d.read("ljud", "2026-03-02 09:00")
    d.read("kategori", "2026-03-02 09:01", item_kind="topic")
    closed = rollups.close_days(LATER)
    rows = DailyFigure.objects.filter(figure=KEY, locale="sv", kind__in=["", "family"])
    assert closed
    assert set(rows.values_list("value", "numerator", "denominator")) == {
        ("ljud", 2, 4), ("hub", 1, 1), ("", 3, 5),
    }  # fmt: skip


def test_each_stands_on_the_page_with_its_title_and_its_editor(
    settings: Any, admin_client: Client
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    page = kb.make_page(kb.make_family("Hub", slug="hub"), "el", title="Ο κόμβος", live="at once")
    when = f"{timezone.now() - timedelta(minutes=5):%Y-%m-%d %H:%M}"
    for number in range(6):
        who = somebody("el")
        who.read("hub", when)
        if number < 4:
            who.sends(who.begins(when), when)
        somebody("el").read("heat", when)
    html = admin_client.get("/cms/reports/support-effort/?period=7&locale=el").content.decode()
    _before, section = html.split('aria-labelledby="wrote-anyway"')
    assert f'/cms/pages/{page.pk}/edit/"><bdi>Ο κόμβος</bdi>' in section
    cells = section.split("<tbody>")[1].split("</tr>")[0]
    assert re.findall(r"<td data-label[^>]*>(.*?)</td>", cells) == [
        "<bdi>Greek</bdi>", "6", "4", "66.7%", "30.0%", "0.0%",
    ]  # fmt: skip


def test_the_file_holds_them(admin_client: Client, settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    when = f"{timezone.now() - timedelta(days=10):%Y-%m-%d %H:%M}"
    for _time in range(6):
        who = somebody("id")
        who.read("suara", when)
        who.sends(who.begins(when), when)
    rollups.close_days()
    lines = admin_client.get("/cms/reports/support-effort/csv/?period=28").content.decode()
    (line,) = [one for one in lines.splitlines() if f",{KEY}," in one and ",suara," in one]
    assert ",id," in line
    assert ",6,6,6,1.0000," in line
