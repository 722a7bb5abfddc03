"""Who sees which announcement, on which page, from when to when."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kb.announcements.models import Announcement, AnnouncementState, AnnouncementText
from kb.models import Product
from portal.caching.testing import forget_pages
from tests.factories import support
from tests.factories.announcements import announcement, problem, solve
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
type Asserts = Callable[[int], AbstractContextManager[object]]
MAINTENANCE = "Συντήρηση απόψε"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget_pages()


def says(client: Client, path: str, title: str = MAINTENANCE) -> bool:
    return title in client.get(path).content.decode()


def hub(**fields: Any) -> None:
    make_page(make_family("Hub", slug="hub", source="el", **fields), "el", title="Κόμβος")


def test_it_stands_on_the_front_page_above_results_articles_and_the_form() -> None:
    hub()
    announcement()
    for path in ("/el/", "/el/search/?q=hub", "/el/help/hub/", "/el/contact/"):
        assert says(Client(), path), path


def test_a_page_without_one_loads_no_script_for_it(client: Client) -> None:
    assert "dismissible-notice" not in client.get("/el/").content.decode()


def test_it_begins_and_ends_by_itself(client: Client) -> None:
    """Sooner than any page is forgotten by itself."""
    now, ten = timezone.now(), timedelta(seconds=10)
    announcement(starts_at=now + ten, ends_at=now + 2 * ten)
    seen = []
    for times in (0, 1, 2):
        with time_machine.travel(now + times * ten + timedelta(seconds=1), tick=False):
            seen.append(says(client, "/el/"))
    assert seen == [False, True, False]


def test_each_change_shows_at_the_next_page(client: Client) -> None:
    row = announcement()
    assert says(client, "/el/")
    text = AnnouncementText.objects.get()
    text.title = "Αναβλήθηκε"
    text.save()
    assert says(client, "/el/", "Αναβλήθηκε")
    row.delete()
    assert not says(client, "/el/", "Αναβλήθηκε")


def test_readers_without_a_text_get_the_nearest_marked_by_its_language(client: Client) -> None:
    announcement({"nb": "Vedlikehold i kveld", "el": MAINTENANCE})
    assert '<bdi lang="nb">Vedlikehold' in client.get("/da/").content.decode()
    assert f'<bdi lang="el">{MAINTENANCE}' not in client.get("/el/").content.decode()


def test_what_no_chain_reaches_is_shown_in_the_language_that_there_is(client: Client) -> None:
    announcement()
    assert says(client, "/id/")


def test_one_for_a_product_stands_beside_what_is_about_it_alone(client: Client) -> None:
    hub(products=["Hub"])
    make_page(make_family("Lamp", slug="lamp", source="el"), "el", title="Λάμπα")
    announcement(products=("Hub",))
    shown = {path: says(client, path) for path in ("/el/help/hub/", "/el/help/lamp/", "/el/")}
    assert shown == {"/el/help/hub/": True, "/el/help/lamp/": False, "/el/": False}
    assert says(client, "/el/search/?q=hub&product=hub")
    assert not says(client, "/el/search/?q=hub")


def test_one_for_some_products_ends_with_the_last_of_them(client: Client) -> None:
    hub(products=["Hub", "Lamp"])
    row = announcement(products=("Hub", "Lamp"))
    Product.objects.get(name="Hub").delete()
    assert says(client, "/el/help/hub/")
    Product.objects.get(name="Lamp").delete()
    assert not says(client, "/el/help/hub/")
    assert not says(client, "/el/")
    row.refresh_from_db()
    assert row.state() is AnnouncementState.OVER


def test_one_that_is_planned_for_products_that_go_together_is_never_shown() -> None:
    soon = timezone.now() + HOUR
    planned, other = (
        announcement(starts_at=soon, products=names) for names in (("Hub", "Lamp"), ("Lock",))
    )
    over = announcement(ends_at=timezone.now() - HOUR / 2, products=("Hub",))
    Product.objects.filter(name__in=["Hub", "Lamp"]).delete()
    assert Announcement.objects.get(pk=planned.pk).state() is AnnouncementState.OVER
    assert Announcement.objects.get(pk=other.pk).starts_at == soon
    assert Announcement.objects.get(pk=over.pk).ends_at == over.ends_at


def test_one_for_a_market_is_for_readers_who_chose_it(client: Client) -> None:
    support.market("GR"), support.market("NO")
    hub(markets=["GR"])
    make_page(make_family("Lamp", slug="lamp", source="el"), "el", title="Λάμπα")
    announcement(markets=["GR"])
    assert not says(client, "/el/")
    # The article says for whom it is.
    assert says(client, "/el/help/hub/")
    assert not says(client, "/el/help/lamp/")
    client.cookies["market"] = "NO"
    assert not says(client, "/el/help/hub/")
    client.cookies["market"] = "GR"
    assert says(client, "/el/help/lamp/")


def test_the_most_urgent_three_are_shown_in_their_order(client: Client) -> None:
    now = timezone.now()
    for back in (1, 2, 3):
        announcement({"el": f"Νέο {back}"}, starts_at=now - back * HOUR)
    problem({"el": "Βλάβη"}, starts_at=now - 9 * HOUR)
    page = client.get("/el/").content.decode()
    places = [page.find(title) for title in ("Βλάβη", "Νέο 1", "Νέο 2")]
    assert -1 not in places
    assert places == sorted(places)
    assert "Νέο 3" not in page


def test_its_kind_is_said_in_words_and_a_problem_offers_to_tell(client: Client) -> None:
    row = problem()
    offer = f"/el/tell-me/fixed/{row.pk}/"
    page = client.get("/el/").content.decode()
    assert offer in page
    assert "notice--warning" in page
    solve(row)
    page = client.get("/el/").content.decode()
    assert offer not in page
    assert "notice--success" in page


def test_it_leads_to_its_article_in_the_readers_language(client: Client) -> None:
    hub()
    announcement(article=make_family("Wash", slug="wash"))
    assert 'href="/ar/help/wash/"' in client.get("/ar/").content.decode()


def test_a_kept_page_costs_no_query(client: Client, django_assert_num_queries: Asserts) -> None:
    announcement()
    client.get("/el/")
    with django_assert_num_queries(0):
        assert says(client, "/el/")


def test_nothing_that_an_editor_types_is_markup(client: Client) -> None:
    announcement({"el": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get("/el/").content.decode()


def test_the_database_keeps_none_that_ends_before_it_starts() -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.create(starts_at=now, ends_at=now - HOUR)


def test_its_state_is_planned_shown_or_over() -> None:
    now = timezone.now()
    row = Announcement(starts_at=now, ends_at=now + HOUR)
    states = [row.state(now + hours * HOUR) for hours in (-1, 0, 1)]
    assert states == [AnnouncementState.PLANNED, AnnouncementState.SHOWN, AnnouncementState.OVER]
