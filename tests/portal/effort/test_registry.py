"""The figures are one list: modules, page, file, roll-ups and docs say the same."""

import importlib
import pkgutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from portal.effort import figures, rollups
from portal.effort.figures import BY_KEY, COMPARED, FIGURES
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal import days
from tests.factories.effort import Reader
from tests.factories.journal import at

DOCS = Path(__file__).parents[3] / "docs/effort-report.md"
BETTER = {"up": "more", "down": "less", "": "neither"}


def test_every_module_that_has_a_figure_stands_in_the_list() -> None:
    names = [one.name for one in pkgutil.iter_modules(figures.__path__)]
    modules = [importlib.import_module(f"portal.effort.figures.{name}") for name in names]
    found = {module.FIGURE.key for module in modules if hasattr(module, "FIGURE")}
    assert found == set(BY_KEY)
    assert len(FIGURES) == len(BY_KEY)


def test_the_docs_tell_every_figure_in_the_same_words() -> None:
    with translation.override("en"):
        rows = [
            f"| {one.number or '–'} | {one.title} | {one.numerator} ÷ {one.denominator} |"
            f" {one.cannot_know} | {BETTER[one.good]} | {one.definition} |"
            for one in FIGURES
        ]
    docs = DOCS.read_text(encoding="utf-8")
    table, _more = docs[docs.index("| # |") :].split("\n\n", 1)
    assert table.splitlines()[2:] == rows


@pytest.mark.django_db
def test_a_closed_day_knows_by_which_definition_each_figure_was_counted() -> None:
    Reader("198.51.100.7", "el").searched("ήχος", "2026-03-02 09:00", weak=True)
    rollups.close_days(at("2026-03-05 12:00"))
    closed = ClosedDay.objects.first()
    assert closed is not None
    assert closed.definitions == {one.key: one.definition for one in FIGURES}


@pytest.mark.django_db
def test_no_roll_up_is_of_a_kind_that_its_figure_does_not_name(settings: Any) -> None:
    who = Reader("198.51.100.7", "ar")
    when = f"{days.day_of() - timedelta(days=4):%Y-%m-%d}"
    who.searched("صوت", f"{when} 09:00", weak=True)
    who.read("hub", f"{when} 09:01", is_fallback=True)
    who.did("vote", f"{when} 09:02", family="hub", helpful=False)
    who.sends(who.begins(f"{when} 09:05"), f"{when} 09:09")
    rollups.close_days()
    kinds = set(DailyFigure.objects.values_list("figure", "kind"))
    assert {("search_weak", "query"), ("helpful", "family"), ("failed", "family")} <= kinds
    for figure, kind in kinds - {(key, kind) for key in BY_KEY for kind in ("", "network")}:
        assert kind in BY_KEY[figure].dimensions, (figure, kind)


def test_what_is_compared_can_have_good_news_or_says_that_it_has_none() -> None:
    assert {one.key for one in COMPARED if not one.good} == {"failed"}
