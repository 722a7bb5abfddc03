"""What is kept of the report is what would be drawn anew, whatever has happened since."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from kb.feedback.models import Vote
from kb.models import Family, HelpPage
from portal.accounts.models import GroupLanguage, User
from portal.effort import daily, forgetting, months, opened, rebuilding, rollups
from portal.effort.models import ClosedDay, OwnNumber, WorkPerRequest
from portal.effort.timeline.models import Note
from portal.gaps import decisions
from portal.gaps.models import Demand, Gap
from portal.journal.models import Step
from tests.factories import accounts, gaps, kb
from tests.factories.effort import Reader
from tests.factories.journal import at
from tests.factories.timeline import note

pytestmark = pytest.mark.django_db

PAGE = "/cms/reports/support-effort/"
FIRST, TODAY = date(2026, 3, 2), date(2026, 3, 12)
NOON = at(f"{TODAY} 12:00")
PERIOD = f"?first={FIRST}&last={TODAY}"
DAYS = [FIRST + timedelta(days=n) for n in range((TODAY - FIRST).days + 1)]

type Event = Callable[[User], Any]


def lived_through() -> None:
    """Days of readers in Greek and Danish, closed but for the last two."""
    kb.make_page(
        kb.make_family("Κόμβος", slug="hub", source="el"), "el", title="Ο κόμβος", live="at once"
    )
    draw = Random(4)
    for number, day in enumerate(DAYS):
        for place in range(2):
            who = Reader(f"198.{number}.{place}.7", draw.choice(["el", "da"]))
            who.searched("ήχος", f"{day} 09:00", weak=draw.random() < 0.5)
            who.read("hub", f"{day} 09:05")
            who.did("vote", f"{day} 09:06", family="hub", item_kind="article", helpful=False)
            key = who.begins(f"{day} 09:10")
            if draw.random() < 0.5:
                who.sends(key, f"{day} 09:20")
    rollups.close_days(NOON)
    need = gaps.gap("ενδοδαπέδια θέρμανση", failed=12)
    Demand.objects.create(gap=need, day=DAYS[2], locale="el", asked=9, failed=8)


def day_closed(_manager: User) -> None:
    assert rollups.close_days(NOON + timedelta(days=1)) == 1


def day_counted_again(_manager: User) -> None:
    Step.objects.filter(day=FIRST, kind="read").delete()
    assert rebuilding.rebuild(FIRST, FIRST, NOON).counted == 1


def words_forgotten(_manager: User) -> None:
    assert forgetting.forget_words(NOON + timedelta(days=95))


def somebody_read(_manager: User) -> None:
    Reader("203.0.113.9", "el").read("hub", f"{TODAY} 11:00")


def note_written(_manager: User) -> None:
    note("Νέα έκδοση", DAYS[3])


def note_changed(_manager: User) -> None:
    Note.objects.update(text="Άλλη έκδοση", first=DAYS[5], last=DAYS[7])


def gap_dismissed(_manager: User) -> None:
    assert decisions.dismiss(Gap.objects.get(), "It is a joke.")


def night_counted(_manager: User) -> None:
    Demand.objects.create(gap=Gap.objects.get(), day=DAYS[3], locale="el", asked=7, failed=6)


def article_renamed(_manager: User) -> None:
    HelpPage.objects.update(title="Ο νέος κόμβος")


def comment_written(_manager: User) -> None:
    Vote.objects.create(
        family=Family.objects.get(slug="hub"), voter="token:7", helpful=False,
        comment="Δεν λέει πού είναι.", reader_locale="el", text_locale="el", at=NOON,
    )  # fmt: skip


def minutes_said(_manager: User) -> None:
    WorkPerRequest.objects.create(pk=1, minutes=14)


def customers_told(_manager: User) -> None:
    for day in DAYS[:5]:
        OwnNumber.objects.create(day=day, series="customers", value=900)


def article_given_to_edit(manager: User) -> None:
    manager.is_superuser = True
    manager.save()


def another_language(manager: User) -> None:
    UserProfile.objects.update_or_create(user=manager, defaults={"preferred_language": "da"})


def right_taken(manager: User) -> None:
    GroupLanguage.objects.create(group=manager.groups.get(), locale="da")


def export_taken(manager: User) -> None:
    manager.groups.get().permissions.remove(
        *manager.groups.get().permissions.filter(codename="export_report")
    )


EVENTS: tuple[Event, ...] = (
    *(note_written, somebody_read, day_counted_again, note_changed, article_renamed),
    *(
        comment_written,
        night_counted,
        gap_dismissed,
        minutes_said,
        customers_told,
        another_language,
    ),
    *(day_closed, export_taken, right_taken, words_forgotten, article_given_to_edit),
)


@pytest.fixture
def manager(settings: Any) -> User:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    return accounts.support_manager()


def shown(client: Client, query: str = PERIOD) -> str:
    """The report itself, without the frame that each page has."""
    html = client.get(PAGE + query).content.decode()
    return html[html.index('<div class="effort">') : html.index("</main>")]


def anew(client: Client, query: str = PERIOD) -> str:
    for alias in ("default", "figures"):
        caches[alias].clear()
    return shown(client, query)


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "el"})
    client.force_login(user)
    return client


@time_machine.travel(NOON, tick=False)
@pytest.mark.slow
def test_whatever_happens_is_seen_at_once_and_nothing_else_is_shown(manager: User) -> None:
    lived_through()
    client = signed_in(manager)
    before = shown(client)
    for event in EVENTS:
        event(manager)
        after = shown(client)
        assert after != before, f"{event.__name__} is not seen"
        assert after == anew(client), f"{event.__name__} is shown otherwise than it is"
        before = after


@time_machine.travel(NOON, tick=False)
def test_nobody_is_shown_what_another_one_may_see(manager: User) -> None:
    lived_through()
    greek = accounts.manager_of("el", name="Man Eleni")
    both, own = signed_in(manager), signed_in(greek)
    everything = shown(both)
    assert shown(own) == anew(own)
    shown(both)
    assert shown(own) == anew(own) != everything
    assert "Dansk" not in shown(own)
    # Nor is a link to what only one of them asked for.
    narrow = f"{PERIOD}&locale=el"
    shown(both, narrow)
    assert f"{TODAY}&amp;locale=el" not in shown(own)


@time_machine.travel(NOON, tick=False)
def test_what_was_drawn_before_reads_no_sums(manager: User) -> None:
    lived_through()
    client = signed_in(manager)
    shown(client)
    with CaptureQueriesContext(connection) as queries:
        shown(client)
    read = [one["sql"] for one in queries if "effort_dailyfigure" in one["sql"]]
    assert not read


@time_machine.travel(NOON, tick=False)
def test_what_adds_up_to_the_same_has_the_same_name_whenever_it_is_counted() -> None:
    lived_through()
    months.add_up()
    named = daily.read(FIRST, TODAY, NOON).stamp
    caches["default"].clear()
    assert daily.read(FIRST, TODAY, NOON).stamp == named
    assert daily.read(FIRST, DAYS[-2], NOON).stamp != named
    assert daily.read(FIRST, TODAY, None).stamp != named
    # With the definitions of a day its version is another one, as with its figures.
    ClosedDay.objects.filter(day=FIRST).update(definitions={}, version="anew")
    assert daily.read(FIRST, TODAY, NOON).stamp != named


@time_machine.travel(NOON, tick=False)
def test_rows_that_were_thrown_out_to_make_room_are_counted_again_and_kept_nowhere() -> None:
    lived_through()
    asked = (TODAY, TODAY, "reads", "family", ["el", "da"])
    told = daily.read(TODAY, TODAY, NOON)
    assert caches["default"].delete(f"effort:opened:rows:{told.opened.stamp}")
    Reader("203.0.113.9", "el").read("hub", f"{TODAY} 11:00")
    found = told.by_value(*asked)
    assert sum(count.denominator for count in found.values()) == 3
    assert caches["figures"].get(f"effort:opened:{told.opened.stamp}:family") is None
    assert opened.read([TODAY], NOON).stamp != told.opened.stamp
