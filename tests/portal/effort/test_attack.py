"""A thousand scripted deeds of one network against 300 honest ones, up to what the page says."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.deflection.models import Attempt
from portal.effort import report, rollups
from portal.journal import days, shares
from portal.journal.models import BeyondShare, Step, StepKind, Visit

pytestmark = pytest.mark.django_db

HONEST, SCRIPTED = 300, 1_000
MOVED = ("explicit", "search_weak", "helpful", "starts_ended")
KINDS = (StepKind.SEARCH, StepKind.READ, StepKind.VOTE, StepKind.CONTACT_STARTED)


def visits(number: int, rate: int, network: str, begin: datetime) -> None:
    """Visits that each search, read, vote and begin to write; `rate` in a hundred go well.

    Honest ones are of a network each, scripted ones (`network`) of one, within the hour.
    """
    day = days.day_of(begin)
    made = Visit.objects.bulk_create(
        Visit(day=day, key=f"{network[:8]:0>8}{place:024x}", network=network or f"{place:016x}")
        for place in range(number)
    )
    steps, starts = [], []
    for place, visit in enumerate(made):
        at = begin + timedelta(seconds=3 * place)
        is_well = place % 100 < rate
        key = uuid.uuid4()
        about: dict[str, Any] = {"visit": visit, "day": day, "at": at, "reader_locale": "el"}
        more: dict[StepKind, dict[str, Any]] = {
            StepKind.SEARCH: {"query": f"ήχος {place}", "weak": is_well},
            StepKind.READ: {"family": f"article-{place}", "item_kind": "article"},
            StepKind.VOTE: {"family": f"article-{place}", "helpful": is_well},
            StepKind.CONTACT_STARTED: {"attempt": key},
        }
        steps += [Step(kind=kind, subject=str(place), **about, **more[kind]) for kind in KINDS]
        outcome = {"outcome": "solved", "outcome_at": at} if is_well else {}
        mine: dict[str, Any] = {"visit": visit, "reader_locale": "el", "started_at": at}
        starts.append(Attempt(id=key, kind="contact", saw_suggestions=True, **mine, **outcome))
    Step.objects.bulk_create(steps)
    Attempt.objects.bulk_create(starts)


def attacks(begin: datetime) -> None:
    """As the journal leaves it: a hundred rows of each kind, and the number of the others."""
    visits(shares.ROWS, 100, "f" * 16, begin)
    for kind in KINDS:
        about = {"network": "f" * 16, "kind": kind, "locale": "el"}
        BeyondShare.objects.create(day=days.day_of(begin), count=SCRIPTED - shares.ROWS, **about)


def rates(begin: datetime) -> dict[str, float]:
    day = days.day_of(begin)
    built = report.build(day, day, at=begin + timedelta(days=5))
    cells = {row.figure.key: row.total for row in built.rows}
    assert cells["explicit"].count.denominator >= HONEST
    return {key: cells[key].value or 0.0 for key in MOVED}


@pytest.fixture
def manager(settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    user = User.objects.create_user("manager@example.com", "x", is_staff=True)
    rights = Permission.objects.filter(codename__in=["access_admin", "view_report"])
    user.user_permissions.add(*rights)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("rate", [20, 70])
def test_an_attack_moves_no_rate_by_more_than_two_points_and_the_page_says_so(
    manager: Client, rate: int, closed: bool
) -> None:
    begin = timezone.now() - timedelta(days=4)
    visits(HONEST, rate, "", begin)
    before = rates(begin)
    assert before["helpful"] == pytest.approx(rate / 100, abs=0.01)
    attacks(begin)
    if closed:
        rollups.close_days()
    after = rates(begin)
    for figure in MOVED:
        assert abs(after[figure] - before[figure]) <= 0.02, figure
    page = manager.get("/cms/reports/support-effort/?period=7&locale=el").content.decode()
    assert page.count("left out, beyond a network’s share: 1,000") >= len(MOVED)


def test_within_its_share_one_network_is_told_as_what_it_is(manager: Client) -> None:
    begin = timezone.now() - timedelta(days=4)
    visits(10, 50, "", begin)
    visits(3, 100, "e" * 16, begin)
    page = manager.get("/cms/reports/support-effort/?period=7").content.decode()
    assert "from one network: 23.1% at most" in page
