"""Submitting many articles into many languages: in the worker, seen, bounded, and never twice."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import Translation, TranslationLog

from kb.articles.bulk import acting
from kb.articles.bulk.models import Act, Piece
from kb.models import Family, HelpPage
from portal.accounts.models import User
from portal.home import site
from portal.jobs.tasks import waiting_wake_ups
from portal.jobs.testing import drain
from tests.factories import accounts
from tests.factories.actors import acting as as_actor
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
CODES = ["da", "nb", "ar"]


@pytest.fixture(autouse=True)
def _site(monkeypatch: pytest.MonkeyPatch) -> None:
    """One article in these languages is little, and two are much."""
    monkeypatch.setattr(acting, "TEXTS_AT_ONCE", len(CODES))
    site.set_up()


def articles(count: int) -> list[Family]:
    made = [make_family(f"Αερισμός {number}", source="el") for number in range(count)]
    for family in made:
        body = [("text", f"<p>Βήμα {number} για {family.slug}.</p>") for number in range(2)]
        make_page(family, "el", title=f"Αερισμός {family.pk}", body=body)
    return made


def begin(user: User, families: list[Family], codes: list[str] = CODES) -> Act:
    numbers = [family.pk for family in families]
    return acting.begin(as_actor(user), "submit", numbers, {"languages": codes})


def made() -> list[tuple[str, str]]:
    """The drafts that there are, each with its language."""
    drafts = HelpPage.objects.exclude(locale__language_code="el")
    return sorted(drafts.values_list("family__slug", "locale__language_code"))


def everything() -> dict[str, int]:
    """How much there is of each thing that one submitted language makes one of."""
    drafts = HelpPage.objects.exclude(locale__language_code="el")
    return {
        "drafts": drafts.count(),
        "translations": Translation.objects.count(),
        "logged": TranslationLog.objects.count(),
        "revisions": Revision.objects.filter(
            object_id__in=[str(pk) for pk in drafts.values_list("pk", flat=True)]
        ).count(),
    }


class Killed(BaseException):
    """As a process that ends between two statements: nothing of ours catches it."""


def run_killed_at(number: int) -> None:
    """A run of the job whose process ends before its statement of this number."""
    seen = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number:
            raise Killed
        return execute(*args)

    with connection.execute_wrapper(count), pytest.raises(Killed):
        acting.go_on()


def test_much_is_left_to_the_worker_by_texts_not_by_articles_alone() -> None:
    user, families = accounts.writer(), articles(2)
    few = begin(user, families[:1])
    assert few.progress() == (1, 1)
    many = begin(user, families)
    assert many.progress() == (0, 2)
    drain()
    assert many.progress() == (2, 2)
    assert len(made()) == 2 * len(CODES)


def test_what_is_killed_in_the_middle_goes_on_and_does_nothing_twice() -> None:
    families = articles(3)
    act = begin(accounts.writer(), families)
    with CaptureQueriesContext(connection) as caught:
        Piece.objects.filter(pk=act.pieces.first().pk).work_off(acting._do, limit=1)
    of_one = len(caught)
    assert act.progress() == (1, 3)
    now = timezone.now()
    # Early in an article, late in it, and in the middle of the one after it.
    for round_, share in enumerate((0.1, 0.9, 1.6), start=1):
        before = everything()
        with time_machine.travel(now + round_ * timedelta(hours=1), tick=False):
            run_killed_at(int(of_one * share))
        whole = everything()["drafts"] - before["drafts"]
        assert whole in {0, len(CODES)}
        assert set(everything().values()) == {everything()["drafts"]}
    with time_machine.travel(now + timedelta(hours=9), tick=False):
        drain()
    assert act.progress() == (3, 3)
    assert made() == sorted((family.slug, code) for family in families for code in CODES)
    assert set(everything().values()) == {3 * len(CODES)}
    assert acting.report(act).counts == {"": 3}


def test_a_killed_worker_costs_no_article_that_it_had_not_begun() -> None:
    act = begin(accounts.writer(), articles(4))
    now = timezone.now()
    for round_ in range(4):
        with time_machine.travel(now + round_ * timedelta(hours=1), tick=False):
            run_killed_at(40)
    # The first one brought it down each time it was tried, then the second; no other was touched.
    assert list(act.pieces.order_by("pk").values_list("attempts", flat=True)) == [3, 1, 0, 0]
    with time_machine.travel(now + timedelta(hours=9), tick=False):
        drain()
    assert acting.report(act).counts == {"": 3, "failed": 1}


def test_what_fails_each_time_is_named_with_the_others_that_could_not_be_done() -> None:
    families = articles(4)
    publisher = accounts.writer()
    HelpPage.objects.filter(family=families[1]).delete()
    make_page(families[2], "da", title="Udluftning")
    act = begin(publisher, families)
    # One that a process was killed at three times, and that nobody tries now.
    Piece.objects.filter(family=families[3]).update(attempts=Piece.max_attempts)
    drain()
    assert act.progress() == (4, 4)
    told = acting.report(act)
    assert told.counts == {"": 2, "no_text": 1, "exists": 1, "failed": 1}
    html = browser(publisher).get(reverse("kb_act", args=[act.pk])).content.decode()
    assert "It failed each time it was tried" in html
    assert "There is no text in the article’s own language" in html
    assert "data-under-way" not in html


def test_what_is_still_tried_for_the_last_time_is_not_through() -> None:
    act = begin(accounts.writer(), articles(2))
    in_a_minute = timezone.now() + timedelta(minutes=1)
    first = act.pieces.earliest("pk")
    Piece.objects.filter(pk=first.pk).update(attempts=Piece.max_attempts, leased_until=in_a_minute)
    assert act.progress() == (0, 2)
    assert not acting.report(act).counts


def test_a_run_ends_in_time_and_has_the_next_one_woken(
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = timezone.now()
    act = Act.objects.create(verb="archive", by=accounts.publisher(), begun_at=now)
    Piece.objects.bulk_create(Piece(act=act, family=family) for family in articles(2))
    with django_capture_on_commit_callbacks(execute=True):
        assert acting.go_on(budget=0.0) == 1
    assert act.progress() == (1, 2)
    assert waiting_wake_ups(acting.JOB) == 1
    assert acting.go_on() == 1


def test_each_article_takes_as_many_statements_and_no_transaction_is_of_two() -> None:
    user = accounts.writer()
    act = begin(user, articles(4))

    def statements(pieces: int) -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            for _piece in range(pieces):
                acting.go_on(budget=0.0)
        return [one["sql"] for one in caught]

    statements(1)
    one, two = statements(1), statements(2)
    assert act.progress() == (4, 4)
    assert len(two) <= 2 * len(one) + 4
    # A fifth of what wagtail-localize takes for one language of a long article.
    assert len(one) / len(CODES) < 785 / 5
    # And the plan, however many articles.
    with CaptureQueriesContext(connection) as few:
        acting.plan(
            as_actor(user),
            "submit",
            list(act.pieces.values_list("family", flat=True)),
            {"languages": CODES},
        )
    assert len(few) < 40


def test_the_page_says_how_far_it_is_while_it_runs_and_when_one_comes_back() -> None:
    user = accounts.writer(locale="el")
    act = begin(user, articles(2))
    acting.go_on(budget=0.0)
    client = browser(user)
    page = client.get(reverse("kb_act", args=[act.pk]))
    html = page.content.decode()
    assert (page.context["done"], page.context["of"]) == (1, 2)
    assert '<progress max="2" value="1"' in html
    assert "kb/progress" in html
    part = client.get(reverse("kb_act", args=[act.pk]), {"progress": ""})
    assert "<html" not in part.content.decode()
    assert "data-under-way" in part.content.decode()
    address = reverse("kb_act", args=[act.pk])
    for place in (reverse("kb_acts"), reverse("wagtailadmin_home")):
        assert f'href="{address}"' in client.get(place).content.decode()
    assert address not in browser(accounts.writer("Other")).get("/cms/").content.decode()
    drain()
    through = client.get(reverse("kb_act", args=[act.pk])).content.decode()
    assert "data-under-way" not in through
    assert "<progress" not in through
    assert address not in client.get("/cms/").content.decode()
    assert re.search(r"2\D+2", client.get(reverse("kb_acts")).content.decode())


def test_who_sees_no_list_sees_no_acts() -> None:
    assert browser(accounts.support_manager()).get(reverse("kb_acts")).status_code in {302, 403}
