"""A closed day: no column, and no two of them, lead from what has a name to a visit."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
import time_machine
from django.db.models import Model

from community.forum import drafts, posting
from community.forum.models import Draft, Post, Thread
from kb.feedback import actions, voters
from kb.feedback.models import Vote
from kb.models import Family
from portal.accounts.models import User
from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt, ShownSuggestion
from portal.effort import rebuilding, report, rollups
from portal.effort.models import ClosedDay, DailyFigure
from portal.handover import acts, sending
from portal.handover.files import Checked
from portal.handover.models import Attachment, ContactRequest, Event
from portal.journal import days, record
from portal.journal.models import Step, Visit
from portal.journal.recording import network_of
from portal.mail.models import OutboundMail
from search.tuning import growth
from search.tuning.models import normal
from tests.factories import accounts, community, kb, steps
from tests.factories.deflection import suggestions
from tests.factories.effort import Reader
from tests.factories.journal import at, reader

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
BEGIN = at("2026-03-02 06:20")
LATER = at("2026-03-05 12:00")
PEOPLE = 8

# What day, language and topic tell; numbers of rows are drawn by the database.
_TELLS = {
    *("day", "reader_locale", "text_locale", "locale", "item", "item_kind", "title"),
    *("topic", "product", "query", "market"),
}


def lives(number: int, families: list[Family]) -> User:
    """Somebody's hour: reads all, votes on one, asks the community, the support, keeps a draft."""
    family = families[number]
    user = accounts.member(f"Member {number}")
    begun = BEGIN + timedelta(minutes=97 * number)
    actor = replace(reader(f"198.51.{number}.7"), user=user, language="el")
    with time_machine.travel(begun, tick=True):
        record(actor, "search", query=f"ερώτηση {number}", weak=False)
        for each in families:
            record(actor, "read", family=each.slug, item_kind="article")
        record(actor, "vote", family=family.slug, item_kind="article", helpful=True)
        said: Any = {"helpful": True, "revision": None, "reader_locale": "el"}
        actions.cast(
            family=family,
            voter=voters.account(user.pk),
            text_locale="el",
            network=network_of(actor),
            **said,
        )
    with time_machine.travel(begun + timedelta(minutes=5), tick=True):
        key = uuid.uuid4()
        attempts.begin(actor, Kind.QUESTION, key)
        attempts.show(actor, Kind.QUESTION, key, suggestions())
        drafts.keep(actor, {}, idempotency_key=key, title="Ερώτηση", body="Κρύο")
        posting.post_question(
            actor=actor,
            category=community.category(),
            locale="el",
            title="Ερώτηση",
            body="Κρύο",
            idempotency_key=key,
        )
    with time_machine.travel(begun + timedelta(minutes=9), tick=True):
        key = uuid.uuid4()
        attempts.begin(actor, Kind.CONTACT, key)
        attempts.show(actor, Kind.CONTACT, key, suggestions())
        draft = sending.RequestDraft(
            form=key, locale="el", email=user.email, message="Κρύο", user=user
        )
        asked, _is_new = sending.send(draft)
        attempts.send(actor, Kind.CONTACT, key)
    with time_machine.travel(begun + timedelta(minutes=11), tick=True):
        acts.answer(asked)
        file = Checked("foto.pdf", "application/pdf", b"%PDF-1.7 %%EOF")
        acts.add(asked, form="x", text="Κρύο", file=file)
        acts.reopen(asked)
    Attempt.objects.filter(market="").update(market=f"market {number}")
    return user


@pytest.fixture
def closed(db: None) -> list[User]:
    """A day on which each did everything; a mark in each visit and attempt says whose it is."""
    families = [kb.make_family("Κόμβος", slug=f"hub-{number}") for number in range(PEOPLE)]
    people = [lives(number, families) for number in range(PEOPLE)]
    assert Visit.objects.count() == PEOPLE
    assert Attempt.objects.filter(visit__isnull=False).count() == 2 * PEOPLE
    rollups.close_days(LATER)
    assert ClosedDay.objects.filter(day=MONDAY, is_forgotten=True).exists()
    return people


@dataclass(frozen=True)
class Row:
    """A row's values as text, by column; whose it is."""

    owner: int
    values: dict[str, str]


def rows(model: type[Model], owner_of: dict[Any, int]) -> Iterator[Row]:
    for one in model._default_manager.all():
        values: dict[str, str] = {}
        for field in model._meta.concrete_fields:
            value = getattr(one, field.attname)
            if isinstance(value, datetime):
                values[field.attname] = value.isoformat()
                values[f"{field.attname}, hour"] = value.astimezone(UTC).isoformat()[:13]
            elif value not in (None, "") and not isinstance(value, bool | list | dict):
                values[field.attname] = str(value)
        yield Row(owner_of[one.pk], values)


def anonymous() -> dict[str, list[Row]]:
    """The rows of the journal, and whose they are, as the marks tell."""
    marks = Step.objects.filter(kind="search").values_list("visit", "query")
    of_visit = {visit: int(query.split()[-1]) for visit, query in marks}
    of_attempt = {
        key: int(market.split()[-1]) for key, market in Attempt.objects.values_list("pk", "market")
    }
    of_step = {pk: of_visit[visit] for pk, visit in Step.objects.values_list("pk", "visit")}
    of_shown = {
        pk: of_attempt[key] for pk, key in ShownSuggestion.objects.values_list("pk", "attempt")
    }
    owners = {Step: of_step, Visit: of_visit, Attempt: of_attempt, ShownSuggestion: of_shown}
    found = {}
    for model, owner_of in owners.items():
        own = {field.attname for field in model._meta.concrete_fields if field.is_relation}
        numbers = {"rank", *own} | ({"id"} if model is not Attempt else set())
        found[model.__name__] = [
            replace(row, values={k: v for k, v in row.values.items() if k not in numbers})
            for row in rows(model, owner_of)
        ]
    # All read each article; one step of another kind among them would not be seen.
    for row in found["Step"]:
        found.setdefault(f"Step {row.values['kind']}", []).append(row)
    return found


def named(people: list[User]) -> dict[str, list[Row]]:
    by_pk = {user.pk: number for number, user in enumerate(people)}
    by_email = {user.email: by_pk[user.pk] for user in people}
    of_request = {one.pk: by_email[one.email] for one in ContactRequest.objects.all()}
    of_reference = {one.reference: of_request[one.pk] for one in ContactRequest.objects.all()}
    mails = OutboundMail.objects.exclude(whose="")
    of_mail = {one.pk: of_reference[one.whose.split(":")[1]] for one in mails}
    owners: dict[type[Model], dict[Any, int]] = {
        ContactRequest: of_request,
        Event: {one.pk: of_request[one.request_id] for one in Event.objects.all()},
        Attachment: {one.pk: of_request[one.request_id] for one in Attachment.objects.all()},
        Post: {one.pk: by_pk[one.author_id] for one in Post.objects.all() if one.author_id},
        Thread: {one.pk: by_pk[one.author_id] for one in Thread.objects.all() if one.author_id},
        Draft: {one.pk: by_pk[one.owner_id] for one in Draft.objects.all() if one.owner_id},
        Vote: {one.pk: by_pk[int(one.voter.split(":")[1])] for one in Vote.objects.all()},
        User: by_pk,
        OutboundMail: of_mail,
    }
    found = {model.__name__: list(rows(model, owner_of)) for model, owner_of in owners.items()}
    slugs = {str(one.pk): one.slug for one in Family.objects.all()}
    # The journal calls an article by its slug.
    for vote in found["Vote"]:
        vote.values["family__slug"] = slugs[vote.values["family_id"]]
    return found


def joins(left: list[Row], one: Row) -> Iterator[tuple[tuple[str, str], frozenset[int]]]:
    """For each pair of columns that are equal anywhere: which rows on the left they find."""
    for mine, value in one.values.items():
        for theirs in {name for row in left for name in row.values}:
            found = {place for place, row in enumerate(left) if row.values.get(theirs) == value}
            if found and not {theirs.removesuffix(", hour"), theirs} & _TELLS:
                yield (theirs, mine), frozenset(found)


def owners(left: list[Row], places: Iterable[int]) -> set[int]:
    return {left[place].owner for place in places}


def test_no_column_and_no_two_lead_from_what_has_a_name_to_a_visit(closed: list[User]) -> None:
    everybody = set(range(PEOPLE))
    told = []
    for left_name, left in anonymous().items():
        for right_name, right in named(closed).items():
            assert len(right) >= PEOPLE - (right_name == "Draft"), right_name
            for one in right:
                found = list(joins(left, one))
                pairs = [((a, b), x & y) for (a, x), (b, y) in combinations(found, 2)]
                for columns, places in [*found, *pairs]:
                    who = owners(left, places)
                    if one.owner in who and who != everybody:
                        told.append((left_name, right_name, columns))
    assert not told


def test_before_it_closes_many_columns_do() -> None:
    """So the test above would see them."""
    families = [kb.make_family("Κόμβος", slug=f"hub-{number}") for number in range(PEOPLE)]
    people = [lives(number, families) for number in range(PEOPLE)]
    rows_of_steps = anonymous()["Step"]
    for name in ("ContactRequest", "Post", "Vote", "Draft"):
        one = named(people)[name][0]
        alone = [
            columns
            for columns, found in joins(rows_of_steps, one)
            if owners(rows_of_steps, found) == {one.owner}
        ]
        assert alone, name


def test_a_visit_tells_that_it_voted_and_not_on_what(closed: list[User]) -> None:
    votes = Step.objects.filter(kind="vote")
    told = votes.values_list("family", "subject", "product", "query", "helpful").distinct()
    assert (votes.count(), list(told)) == (PEOPLE, [("", "", "", "", None)])


def test_judgements_grow_from_closed_days_as_from_open_ones() -> None:
    searches = steps.searched("ήχος"), steps.clicked("sound"), steps.clicked("hub")
    again = steps.searched("θόρυβος"), steps.clicked("noise"), steps.voted("noise", True)
    for day in (0, 1):
        steps.visit(*searches, steps.voted("sound", False), *again, day=day, locale="el")
        steps.visit(*searches, steps.voted("hub", False), day=day, locale="el")
        steps.visit(*searches, steps.voted("elsewhere", True), day=day, locale="da")
    rollups.mark_open_days(at("2026-03-03 20:00"))
    before = growth._seen(MONDAY)
    assert before["el", normal("ήχος", "el"), "sound"].no == 2
    assert before["el", normal("θόρυβος", "el"), "noise"].yes == 2
    rollups.close_days(LATER)
    assert growth._seen(MONDAY) == before
    assert Step.objects.filter(visit=None).count() == 6
    assert not Step.objects.filter(kind="vote").exclude(visit=None).exclude(family="").exists()


def test_the_order_of_the_rows_tells_nothing(closed: list[User]) -> None:
    found = anonymous()
    steps = Step.objects.filter(kind="contact_sent").order_by("pk")
    marks = dict(Step.objects.filter(kind="search").values_list("visit", "query"))
    in_order = [f"ερώτηση {number}" for number in range(PEOPLE)]
    assert [marks[visit] for visit in steps.values_list("visit", flat=True)] != in_order
    assert [row.owner for row in found["Visit"]] != list(range(PEOPLE))
    shown = ShownSuggestion.objects.order_by("pk").values_list("attempt__market", flat=True)
    assert list(shown) != sorted(shown)


def test_steps_keep_their_order_and_those_of_nobody_their_hour() -> None:
    only_read, asked = Reader("198.51.1.7", "el"), Reader("198.51.2.7", "el")
    for one in (only_read, asked):
        one.read("hub", "2026-03-02 09:10")
        one.searched("ήχος", "2026-03-02 09:40")
        one.read("sound", "2026-03-02 11:05")
    asked.sends(asked.begins("2026-03-02 11:30"), "2026-03-02 11:40")
    order = ["read", "search", "read", "contact_opened", "contact_started", "suggested"]
    rollups.close_days(LATER)
    hours = {}
    for visit in Visit.objects.all():
        steps = visit.steps.order_by("at", "pk")
        kinds = [step.kind for step in steps]
        assert kinds == [*order, "contact_sent"][: len(kinds)]
        assert {days.day_of(step.at) for step in steps} == {MONDAY}
        hours[len(kinds)] = [step.at.hour for step in steps]
        assert {(step.at.minute, step.at.second) for step in steps} == {(0, 0)}
    assert hours == {3: [9, 9, 11], 7: [12] * 7}


def test_no_market_leads_from_a_request_or_a_question_to_its_visit() -> None:
    for number, (kind, market) in enumerate(
        [("contact_sent", "GR"), ("asked", "NO"), ("search", "ID")]
    ):
        who = reader(f"198.51.{number}.7")
        record(who, "way_taken", item_kind="phone", market=market, at=BEGIN)
        record(who, kind, at=BEGIN + timedelta(minutes=5))
    rollups.close_days(LATER)
    taken = Step.objects.filter(kind="way_taken")
    assert sorted(taken.values_list("item_kind", "market")) == [
        *(("phone", ""), ("phone", "")),
        ("phone", "ID"),
    ]


def test_how_an_attempt_went_stays_known(closed: list[User]) -> None:
    attempt = Attempt.objects.contacts()[0]
    assert (attempt.outcome, attempt.saw_suggestions) == ("sent", True)
    assert attempt.visit is None
    assert attempt.shown.get().rank == 1
    assert days.day_of(attempt.started_at) == MONDAY


def test_which_suggestion_solved_it_stays_known() -> None:
    who = Reader("198.51.1.7", "el").actor
    key = uuid.uuid4()
    attempts.begin(who, Kind.CONTACT, key, at=BEGIN)
    attempts.show(who, Kind.CONTACT, key, suggestions(), at=BEGIN)
    attempts.solve(who, Kind.CONTACT, key, item_kind="article", item="hub-offline", at=BEGIN)
    rollups.close_days(LATER)
    attempt = Attempt.objects.get()
    assert attempt.pk != key
    assert attempt.solved_by is not None
    assert attempt.solved_by.item == "hub-offline"


def test_a_forgotten_day_is_counted_again_as_it_was(closed: list[User]) -> None:
    fields = ("figure", "locale", "numerator", "denominator")
    before = set(DailyFigure.objects.values_list(*fields))
    assert len(before) > 5
    rebuilding.rebuild(MONDAY, MONDAY, LATER)
    assert set(DailyFigure.objects.values_list(*fields)) == before


def test_days_that_older_releases_closed_are_forgotten_too_and_counted_as_they_were() -> None:
    who = Reader("198.51.1.7", "el")
    # Twice within half an hour is one, twice within an hour are two.
    for minute in ("00", "20", "50"):
        who.did("contact_opened", f"2026-03-02 09:{minute}")
        who.sends(who.begins(f"2026-03-02 09:{minute}"), f"2026-03-02 09:{minute}")
    counts = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    ClosedDay.objects.create(day=MONDAY)
    rebuilding.rebuild(MONDAY, MONDAY, LATER)
    assert report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY] == counts
    rollups.close_days(LATER)
    assert not Attempt.objects.exclude(visit=None).exists()
    rebuilding.rebuild(MONDAY, MONDAY, LATER)
    assert report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY] == counts


def test_a_close_that_is_killed_midway_has_done_nothing(monkeypatch: Any) -> None:
    who = Reader("198.51.1.7", "el")
    key = who.begins("2026-03-02 09:00")
    who.sends(key, "2026-03-02 09:05")

    def killed(_day: date) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rollups.visits, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            rollups.close_days(LATER)
    assert not ClosedDay.objects.exists()
    assert not DailyFigure.objects.exists()
    assert Attempt.objects.get().pk == key
    rollups.close_days(LATER)
    assert Attempt.objects.get().pk != key
