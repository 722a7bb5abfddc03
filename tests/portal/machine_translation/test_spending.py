"""What engines cost in a month is counted, and bounded before anything is sent."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
import urllib3

from portal.machine_translation import errors, spending
from portal.machine_translation.engines import calling
from portal.machine_translation.models import Spent
from portal.machine_translation.translating import translate
from tests.factories import machines

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine() -> Iterator[machines.Machine]:
    with machines.machine() as one:
        yield one


def ask(text: str = "Er den tændt?") -> Any:
    return translate([(text,)], source="da", target="el")[0].translation


def test_an_engine_is_sent_no_more_than_its_month_has(
    settings: Any, machine: machines.Machine
) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen(
        "*:*=deepl", url=machine.url, characters="deepl=20"
    )
    assert ask() == ("ER DEN TÆNDT?",)
    with pytest.raises(errors.OverCostError):
        ask()
    assert ask("Vent!") == ("VENT!",)
    assert len(machine.asked) == 2
    [account] = spending.accounts(["deepl"])
    assert (account.characters, account.bound) == (18, 20)


def test_the_next_month_begins_with_nothing_in_the_sites_own_zone(
    settings: Any, machine: machines.Machine
) -> None:
    settings.REPORTING_TIME_ZONE = "Europe/Athens"
    settings.MACHINE_TRANSLATION = machines.chosen(
        "*:*=deepl", url=machine.url, characters="deepl=13"
    )
    with time_machine.travel("2026-11-30 21:30+00:00", tick=False):
        ask()
    with time_machine.travel("2026-11-30 22:30+00:00", tick=False):
        assert ask() == ("ER DEN TÆNDT?",)
    assert Spent.objects.count() == 2


def test_where_one_engines_month_is_used_up_the_next_translates(
    settings: Any, machine: machines.Machine
) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen(
        "*:*=deepl+libretranslate", url=machine.url, characters="deepl=0"
    )
    assert translate([("Vent",)], source="da", target="el")[0].engine == "libretranslate"


def test_what_was_sent_and_not_answered_in_time_counts(
    settings: Any, machine: machines.Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "_TIMEOUT", urllib3.Timeout(connect=1, read=0.2))
    over = threading.Event()
    machine.translate = lambda text: str(over.wait(10))
    settings.MACHINE_TRANSLATION = machines.chosen("*:*=deepl", url=machine.url)
    with pytest.raises(errors.SlowError):
        ask()
    over.set()
    assert Spent.objects.get().characters == 13
