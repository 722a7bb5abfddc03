"""Root causes: filtered before they are cut, in the reader's language, with links to mend them."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kb.models import Product
from portal import locales
from portal.accounts.models import User
from portal.actors import Actor, on_behalf_of
from portal.effort import causes, daily
from portal.effort.causes import Causes
from portal.effort.groups import Compared
from portal.gaps.models import State
from portal.journal import days as calendar
from tests.factories import accounts, gaps, kb
from tests.factories.figures import rolled_up
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")


def manager(language: str = "el") -> Actor:
    return on_behalf_of(accounts.support_manager(), language)


def found(actor: Actor, *codes: str) -> dict[str, Causes]:
    first = calendar.before(MONDAY, MONDAY)[0]
    read = daily.read(first, MONDAY, LATER)
    compared = Compared(read, MONDAY, MONDAY, codes or locales.codes())
    with translation.override(actor.language):
        return {one.key: one for one in causes.build(compared, actor)}


def told(one: Causes) -> list[tuple[str, int, int]]:
    return [
        (cause.named.text, cause.cell.count.numerator, cause.cell.count.denominator)
        for cause in one.causes
    ]


def test_topics_stand_by_how_many_wrote_in_the_readers_language() -> None:
    kb.make_topic("Payment", slug="payment")
    kb.make_page(kb.make_topic("Sound", slug="sound"), "el", title="Ήχος", live="at once")
    rows = {("sound", "el"): (30, 60), ("sound", "ar"): (12, 20), ("payment", "ar"): (41, 50)}
    rolled_up(MONDAY, "starts_ended", "topic", rows | {("gone", "ar"): (5, 30)})
    topics = found(manager())["topics"]
    assert told(topics) == [("Ήχος", 42, 80), ("Payment", 41, 50), ("gone", 5, 30)]
    assert [cause.named.locale for cause in topics.causes] == ["el", "en", ""]


def test_the_list_is_filtered_before_it_is_cut() -> None:
    large = {(f"large-{number:02}", "en"): (90, 100) for number in range(12)}
    small = {("lille", "da"): (6, 9), ("bitte", "da"): (2, 3), ("uden", "da"): (0, 40)}
    small[("småt", "da")] = (3, 4)
    rolled_up(MONDAY, "starts_ended", "topic", large | small)
    assert told(found(manager("da"), "da")["topics"]) == [("lille", 6, 9)]
    assert len(found(manager("da"))["topics"].causes) == 10


def test_markets_and_products_go_by_their_names() -> None:
    Product.objects.create(slug="hub-two", name="Hub Two")
    rolled_up(MONDAY, "starts_ended", "market", {("GR", "el"): (9, 30)})
    rolled_up(MONDAY, "starts_ended", "product", {("hub-two", "el"): (8, 30)})
    one = found(manager("ar"))
    assert told(one["markets"]) == [("اليونان", 9, 30)]
    assert told(one["products"]) == [("Hub Two", 8, 30)]


def test_articles_stand_by_their_no_votes_and_by_who_wrote_all_the_same() -> None:
    family = kb.make_family("Hub", slug="hub")
    page = kb.make_page(family, "el", title="Ο κόμβος", live="at once")
    rolled_up(MONDAY, "helpful", "family", {("hub", "el"): (10, 40), ("liked", "el"): (40, 40)})
    rolled_up(MONDAY, "failed", "family", {("hub", "el"): (12, 12)})
    rolled_up(MONDAY, "failed", "", {("", "el"): (20, 50)})
    one = found(manager())
    assert told(one["said-no"]) == [("Ο κόμβος", 30, 40)]
    assert told(one["read-and-wrote"]) == [("Ο κόμβος", 12, 50)]
    # Who writes no articles is led to what readers see, who does to where it is mended.
    assert one["said-no"].causes[0].named.address == "/el/help/hub/"
    publisher = found(on_behalf_of(accounts.publisher(), "el"))["said-no"].causes[0]
    assert publisher.named.address == f"/cms/pages/{page.pk}/edit/"


def test_a_change_is_told_only_where_both_sides_suffice() -> None:
    sunday = MONDAY - timedelta(days=1)
    for day, sent in ((MONDAY, 40), (sunday, 10)):
        rows = {("worse", "el"): (sent, 50), ("few", "el"): (20, 29), ("same", "el"): (25, 50)}
        rolled_up(day, "starts_ended", "topic", rows)
    changes = {cause.named.text: cause.cell.change for cause in found(manager())["topics"].causes}
    worse, same = changes["worse"], changes["same"]
    assert worse is not None
    assert worse.is_clear
    assert same is not None
    assert not same.is_clear
    assert changes["few"] is None


def test_searches_for_the_same_are_one_need_that_leads_to_its_gap() -> None:
    gap = gaps.gap("επιστροφή χρημάτων", "el", failed=9)
    gaps.language(gap, "استرداد المال", "ar", failed=7)
    day = (MONDAY - gaps.START.date()).days
    gaps.asked(gap, "el", day, asked=20, failed=9)
    gaps.asked(gap, "ar", day, asked=10, failed=7)
    gaps.asked(gap, "da", day, asked=6, failed=4)
    dismissed = gaps.gap("δωρεάν", "el", failed=9, state=State.DISMISSED)
    gaps.asked(dismissed, "el", day, asked=20, failed=9)
    (need,) = found(manager("ar"))["needs"].causes
    assert (need.named.text, need.named.locale) == ("استرداد المال", "ar")
    assert (need.cell.count.numerator, need.cell.count.denominator) == (16, 30)
    assert need.named.address == f"/cms/reports/content-gaps/{gap.pk}/"


def queries(actor: Actor) -> int:
    caches["figures"].clear()
    with translation.override("el"), CaptureQueriesContext(connection) as asked:
        found(actor)
    return len(asked)


def test_many_causes_cost_no_more_queries_than_one() -> None:
    actor = manager()
    User.objects.get(pk=actor.user.pk).get_all_permissions()

    def add(numbers: range) -> None:
        for number in numbers:
            slug, day = f"text-{number}", (MONDAY - gaps.START.date()).days
            kb.make_page(kb.make_family(slug, slug=slug), "el", title=slug, live="at once")
            gaps.asked(gaps.gap(f"λέξη {number}", "el"), "el", day, asked=9, failed=9)
            for figure, kind in (("helpful", "family"), ("starts_ended", "topic")):
                rolled_up(MONDAY, figure, kind, {(slug, "el"): (20, 40)})

    add(range(1))
    queries(actor)
    one = queries(actor)
    add(range(1, 9))
    assert queries(actor) <= one
