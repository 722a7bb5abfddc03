"""Machines translate in the worker what nobody has translated, and publish it as the rule says."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from kb.models import Currency, HelpPage, LanguageRule
from kb.models.reviewing import Unread
from kb.translation import currency
from kb.translation.desk.places import Place
from kb.translation.machine import asking, filling
from kb.translation.machine.models import Fill, JobOutcome
from kb.translation.memory.models import Translated
from kb.translation.publishing import languages
from kb.translation.segments import Origin, write
from portal import actors
from portal.accounts.models import User
from portal.jobs.rows import LeaseLostError
from tests.factories import accounts, machines
from tests.factories.machines import Machine
from tests.kb.translation.machine.conftest import Worker

pytestmark = pytest.mark.django_db

LOUD = {
    "GENSTART HUBBEN",
    "ÅBN <b>MENUEN</b> OG VÆLG <code>E-1042</code>.",
    "VENT 10 MINUTTER.",
    "ER DEN TÆNDT?",
}


def ask(place: Place, user: User) -> Fill:
    return asking.ask(place.family, place.locale, by=actors.on_behalf_of(user))


def texts(place: Place) -> set[str]:
    return {one.translation for one in place.segments().values() if one.translation}


def norwegian(place: Place) -> HelpPage:
    return HelpPage.objects.get(family=place.family, locale=place.locale)


def key_of(place: Place, source: str) -> Any:
    return next(one.key for one in place.segments().values() if one.source == source)


def test_all_that_is_missing_is_translated_and_needs_a_review(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    row = worker.filled(place, publisher)
    assert (row.outcome, row.done, row.of) == (JobOutcome.FILLED, 4, 4)
    assert texts(place) == LOUD
    assert {one.origin for one in place.segments().values()} == {Origin.MACHINE}
    assert currency.of(place.family)["nb"] == Currency.NEEDS_REVIEW
    assert not norwegian(place).live
    assert not Translated.objects.exists()


def test_a_persons_text_is_never_written_over(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    key = key_of(place, "Er den tændt?")
    by = actors.on_behalf_of(publisher)
    write(place.family, place.locale, {key: "Er den på?"}, by=by, origin=Origin.TYPED)
    assert worker.filled(place, publisher).of == 3
    # Nor where somebody is faster than the machine.
    write(place.family, place.locale, {key: "MASKIN"}, by=by, origin=Origin.MACHINE)
    assert texts(place) == LOUD - {"ER DEN TÆNDT?"} | {"Er den på?"}


def test_what_a_person_translated_before_its_source_changed_is_left_to_people(
    machine: Machine, worker: Worker, place: Place, publisher: User, source: HelpPage
) -> None:
    by = actors.on_behalf_of(publisher)
    typed = {key_of(place, "Er den tændt?"): "Er den på?"}
    write(place.family, place.locale, typed, by=by, origin=Origin.TYPED)
    machines_own = {key_of(place, "Vent 10 minutter."): "VENT 10 MINUTTER."}
    write(place.family, place.locale, machines_own, by=by, origin=Origin.MACHINE)
    page = source.specific
    stored = json.dumps(list(page.body.raw_data), ensure_ascii=False)
    page.body = stored.replace("tændt?", "tændt nu?").replace("10 min", "15 min")
    page.save_revision().publish()
    worker.filled(place, publisher)
    assert "VENT 15 MINUTTER." in texts(place)
    assert not any("TÆNDT NU" in text for text in texts(place))


def test_what_loses_its_code_stays_to_be_translated(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    machine.translate = lambda text: machines.loud(text.replace('<x id="2"/>', ""))
    row = worker.filled(place, publisher)
    assert (row.outcome, row.done, row.of) == (JobOutcome.PARTLY, 4, 4)
    assert not any("MENUEN" in text for text in texts(place))
    assert len(texts(place)) == 3


def test_who_asks_twice_asks_once(machine: Machine, place: Place, publisher: User) -> None:
    assert ask(place, publisher) == ask(place, accounts.translator(into="nb"))
    assert asking.go_on() == 1
    assert ask(place, publisher) != Fill.objects.earliest("pk")


def test_a_machine_that_is_away_is_asked_again_and_given_up_in_the_end(
    machine: Machine, place: Place, publisher: User
) -> None:
    machine.status = 503
    row = ask(place, publisher)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _try in range(Fill.max_attempts):
            assert asking.go_on() == 0
            clock.shift(timedelta(hours=12))
        row.refresh_from_db()
        assert row.is_dead
        assert len(machine.asked) == Fill.max_attempts
        machine.status = 200
        # Asked again, it begins anew, in the same row.
        assert ask(place, publisher) == row
        assert asking.go_on() == 1
    assert texts(place) == LOUD


@pytest.mark.parametrize(
    ("status", "said", "outcome"),
    [
        (403, None, JobOutcome.REFUSED),
        (400, {"error": "nb is not supported"}, JobOutcome.UNSUPPORTED),
    ],
)
def test_what_asking_again_does_not_mend_is_told_at_once(
    machine: Machine,
    worker: Worker,
    place: Place,
    publisher: User,
    status: int,
    said: Any,
    outcome: str,
) -> None:
    machine.status, machine.said = status, said
    assert worker.filled(place, publisher).outcome == outcome
    assert asking.go_on() == 0


def test_only_what_everybody_may_read_is_sent(
    machine: Machine, worker: Worker, place: Place, publisher: User, source: HelpPage
) -> None:
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert worker.filled(place, publisher).outcome == JobOutcome.NOT_PUBLIC
    PageViewRestriction.objects.all().delete()
    HelpPage.objects.filter(pk=source.pk).update(live=False)
    assert worker.filled(place, publisher).outcome == JobOutcome.NOT_PUBLIC
    assert not machine.asked


def test_whoever_may_not_translate_it_any_more_has_nothing_sent(
    machine: Machine, place: Place, publisher: User
) -> None:
    row = ask(place, publisher)
    publisher.groups.clear()
    asking.go_on()
    row.refresh_from_db()
    assert (row.outcome, machine.asked) == (JobOutcome.FORBIDDEN, [])


def test_whoever_has_lost_the_row_to_another_worker_does_nothing_more(
    machine: Machine, place: Place, publisher: User
) -> None:
    ask(place, publisher)
    [row] = Fill.objects.claim(limit=1)
    Fill.objects.update(lease_token=uuid4())
    with pytest.raises(LeaseLostError):
        filling.fill(row)
    assert not machine.asked


def rule(place: Place, unread: Unread, **fields: Any) -> None:
    LanguageRule.objects.create(locale=place.locale, unread=unread, **fields)


def test_without_a_rule_nobody_publishes_what_nobody_has_read(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    worker.filled(place, publisher)
    by = actors.on_behalf_of(publisher)
    with pytest.raises(ValidationError):
        worker.publish(place, publisher)
    [_source, language] = languages(place.family, by)
    assert not language.is_ready
    assert asking.confirm(place, by=by) == 4
    worker.publish(place, publisher)
    assert norwegian(place).live
    assert not norwegian(place).is_unread


def test_where_publishers_may_they_do_and_translators_do_not(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.PUBLISHERS, review_wanted=False)
    worker.filled(place, publisher)
    with pytest.raises(ValidationError):
        worker.publish(place, accounts.translator(into="nb"))
    worker.publish(place, publisher)
    assert norwegian(place).is_unread


def test_straight_away_it_is_published_by_itself_and_readers_are_told_until_it_is_read(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.STRAIGHT_AWAY)
    translator = accounts.translator(into="nb")
    assert worker.filled(place, translator).outcome == JobOutcome.PUBLISHED
    page = norwegian(place)
    assert (page.live, page.title, page.is_unread) == (True, "GENSTART HUBBEN", True)
    asking.confirm(place, by=actors.on_behalf_of(translator))
    assert not norwegian(place).is_unread
    assert currency.of(place.family)["nb"] == Currency.CURRENT


def test_straight_away_is_nothing_published_that_is_not_whole(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.STRAIGHT_AWAY)
    machine.translate = lambda text: "" if "tændt" in text else machines.loud(text)
    assert worker.filled(place, publisher).outcome == JobOutcome.PARTLY
    assert not norwegian(place).live


def test_straight_away_is_no_way_around_the_review_of_what_a_person_wrote(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.STRAIGHT_AWAY)
    translator = accounts.translator(into="nb")
    by = actors.on_behalf_of(translator)
    key = key_of(place, "Er den tændt?")
    write(place.family, place.locale, {key: "Er den på?"}, by=by, origin=Origin.TYPED)
    assert worker.filled(place, translator).outcome == JobOutcome.FILLED
    assert not norwegian(place).live
    assert worker.filled(place, publisher).outcome == JobOutcome.PUBLISHED


def test_straight_away_is_nothing_published_that_somebody_has_taken_from_its_readers(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.STRAIGHT_AWAY)
    translator = accounts.translator(into="nb")
    worker.filled(place, translator)
    HelpPage.objects.filter(pk=norwegian(place).pk).update(live=False)
    place = Place(family=place.family, locale=place.locale)
    assert worker.filled(place, translator).outcome == JobOutcome.FILLED


def test_what_readers_have_stays_unread_until_another_text_is_published(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    rule(place, Unread.STRAIGHT_AWAY)
    worker.filled(place, publisher)
    by = actors.on_behalf_of(publisher)
    key = key_of(place, "Er den tændt?")
    write(place.family, place.locale, {key: "Er den på?"}, by=by, origin=Origin.TYPED)
    # Somebody has changed a draft: readers still have the machine's words.
    asking.confirm(place, by=by)
    assert norwegian(place).is_unread
    worker.publish(place, publisher)
    assert not norwegian(place).is_unread


def test_who_may_not_translate_says_of_nothing_that_it_is_right(
    machine: Machine, worker: Worker, place: Place, publisher: User
) -> None:
    worker.filled(place, publisher)
    with pytest.raises(PermissionDenied):
        asking.confirm(place, by=actors.on_behalf_of(accounts.translator(into="el")))
