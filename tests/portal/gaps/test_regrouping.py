"""Which searches become a gap, and that a gap stays the same from night to night."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from portal.gaps import decisions, jobs, regrouping
from portal.gaps.models import Ask, Demand, Gap, GapLanguage, State, Wording
from portal.gaps.regrouping import regroup
from portal.jobs.models import JobState
from portal.journal.models import Step
from portal.journal.retention import QUERY_TEXT, forget_queries
from search.ranking import MOST_TERMS
from tests.factories import accounts, tuning
from tests.factories.gaps import failed
from tests.factories.steps import START, clicked, searched, sent, visit

pytestmark = pytest.mark.django_db
NIGHT = START + timedelta(days=1)


def night(day: int = 1) -> datetime:
    return START + timedelta(days=day)


def groups() -> list[set[str]]:
    """What was typed for each gap, the most frequent one first."""
    return [
        set(gap.wordings.values_list("text", flat=True)) for gap in Gap.objects.shown().ranked()
    ]


def test_endings_accents_capitals_and_order_make_no_difference() -> None:
    failed("ηλιακός θερμοσίφωνας", visits=3)
    failed("ΘΕΡΜΟΣΙΦΩΝΑ ηλιακού", visits=3)
    regroup(NIGHT)
    assert Gap.objects.get().failed == 6


def test_a_slip_belongs_to_what_was_meant() -> None:
    failed("frostsikring", "nb")
    failed("frostsikrnig", "nb", visits=1)
    failed("gavekort", "nb")
    regroup(NIGHT)
    assert groups() == [{"frostsikring", "frostsikrnig"}, {"gavekort"}]


def test_a_compound_belongs_to_its_words() -> None:
    failed("momsfaktura", "da")
    failed("faktura med moms", "da", visits=2)
    regroup(NIGHT)
    assert groups() == [{"momsfaktura", "faktura med moms"}]


def test_a_synonym_in_force_puts_together_what_no_letter_does() -> None:
    failed("vedovn", "nb")
    failed("peis", "nb")
    regroup(NIGHT)
    assert len(groups()) == 2
    tuning.synonyms("vedovn", "peis", locale="nb")
    regroup(NIGHT)
    assert groups() == [{"vedovn", "peis"}]


def test_the_same_letters_in_another_language_are_another_gap() -> None:
    failed("rabat", "da")
    failed("rabat", "id")
    regroup(NIGHT)
    assert len(groups()) == 2


def test_an_answered_search_that_was_followed_by_a_request_failed() -> None:
    for _visit in range(5):
        visit(searched("تتبع الطلب"), clicked("track"), sent(), locale="ar")
        visit(sent(), searched("الضمان"), locale="ar")
    regroup(NIGHT)
    assert groups() == [{"تتبع الطلب"}]
    assert GapLanguage.objects.values_list("failed", "weak").get() == (5, 0)


def test_a_visit_counts_once_however_often_and_in_whatever_words_it_asks() -> None:
    for _visit in range(5):
        visit(searched("solpanel", weak=True), searched("solpaneler", weak=True), locale="sv")
    visit(searched("solpaneler"), locale="sv", day=1)
    regroup(night(2))
    assert GapLanguage.objects.values_list("asked", "failed", "weak").get() == (6, 5, 5)
    assert list(Demand.objects.order_by("day").values_list("asked", "failed")) == [(5, 5), (1, 0)]


@pytest.mark.parametrize(("danish", "counted"), [(5, 8), (4, 6)])
def test_a_visit_counts_once_in_all_languages_and_not_where_they_are_few(
    danish: int, counted: int
) -> None:
    failed("gavekort", "nb", visits=6)
    failed("gavekort", "da", visits=danish)
    norwegian = Step.objects.filter(reader_locale="nb").order_by("pk")
    both = zip(norwegian, Step.objects.filter(reader_locale="da").order_by("pk")[:3], strict=False)
    for one, other in both:
        Step.objects.filter(pk=other.pk).update(visit=one.visit)
    regroup(NIGHT)
    first, second = Gap.objects.order_by("pk")
    second.wordings.update(gap=first)
    second.languages.update(gap=first)
    decisions.dismiss(first, "Nei.")
    regroup(NIGHT)
    gap = Gap.objects.get()
    assert dict(gap.languages.values_list("locale", "failed")) == {"nb": 6, "da": danish}
    assert gap.failed == counted


def test_what_goes_beyond_the_words_that_are_compared_is_another_wording() -> None:
    long = " ".join(f"ord{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(MOST_TERMS))
    failed(long, "nb")
    failed(f"{long} karinordmann", "nb", visits=1)
    regroup(NIGHT)
    assert [one.text for one in Gap.objects.get().typed] == [long]


@pytest.mark.parametrize("visits", [4, 5])
def test_fewer_than_five_visits_are_never_shown(visits: int) -> None:
    failed("frostsikring", "nb", visits=visits)
    regroup(NIGHT)
    assert len(groups()) == (visits == 5)


@pytest.mark.parametrize("text", ["ring kari@example.com", "ordre 4711 0815 4242 9", "•••"])
def test_what_has_personal_data_in_it_is_in_no_gap(text: str) -> None:
    failed(text, "nb")
    regroup(NIGHT)
    assert not Gap.objects.exists()


def test_what_is_in_no_rate_is_in_no_gap() -> None:
    failed("frostsikring", "nb")
    Step.objects.update(uncounted="share")
    regroup(NIGHT)
    assert not Gap.objects.exists()


def test_the_words_are_kept_no_longer_than_in_the_journal() -> None:
    failed("frostsikring", "nb")
    last = START + QUERY_TEXT - timedelta(days=1)
    regroup(last - timedelta(days=1))
    assert Wording.objects.exists()
    regroup(last)
    assert not Gap.objects.exists()
    assert not Demand.objects.exists()
    assert not forget_queries(last)


def test_a_day_that_is_past_stays_as_it_was_counted() -> None:
    for day in range(2, 30, 2):
        failed("frostsikring", "nb", visits=3, day=day)
    for day in range(31, 58, 2):
        visit(searched("frostsikring"), locale="nb", day=day)
        failed("frostsikring hytte", "nb", visits=1, day=day)
    for day in range(60, 150, 5):
        failed("frostsikring hytte", "nb", visits=1, day=day)

    def counted() -> list[tuple[Any, ...]]:
        rows = Demand.objects.filter(day__lt=night(59).date()).order_by("day")
        return list(rows.values_list("day", "locale", "asked", "failed"))

    regroup(night(59))
    before = counted()
    assert before[-1] == (night(57).date(), "nb", 2, 1)
    # Their words are forgotten, or nobody fails with them any more: that they were answered stays.
    for later in (89, 117, 118, 146):
        forget_queries(night(later))
        regroup(night(later))
        assert counted() == before


def test_a_day_that_was_not_over_is_counted_again() -> None:
    failed("gavekort", "da", day=1)
    regroup(night(1))
    failed("gavekort", "da", visits=2, day=1)
    regroup(night(2))
    assert Demand.objects.values_list("day", "failed").get() == (night(1).date(), 7)


def test_a_clock_that_was_ahead_for_one_night_keeps_no_day_from_being_counted() -> None:
    failed("gavekort", "da", day=1)
    regroup(night(31))
    failed("gavekort", "da", visits=6, day=2)
    regroup(night(2))
    counted = Demand.objects.order_by("day").values_list("day", "failed")
    assert list(counted) == [(night(1).date(), 5), (night(2).date(), 6)]


def test_each_night_finds_the_same_gaps_again() -> None:
    failed("frostsikring", "nb")
    failed("gavekort", "nb", visits=6)
    regroup(NIGHT)
    before = dict(Gap.objects.values_list("failed", "pk"))
    failed("frostsikring hytte", "nb", visits=3, day=1)
    regroup(night(2))
    assert dict(Gap.objects.values_list("failed", "pk")) == {6: before[6], 8: before[5]}
    regroup(night(2))
    assert dict(Gap.objects.values_list("failed", "pk")) == {6: before[6], 8: before[5]}


def test_a_dismissed_gap_takes_up_what_is_typed_for_it_later() -> None:
    failed("gavekort", "da")
    regroup(NIGHT)
    decisions.dismiss(Gap.objects.get(), "Det sælger vi ikke.")
    failed("købe gavekort", "da", visits=9, day=1)
    regroup(night(2))
    gap = Gap.objects.get()
    assert (gap.state, gap.reason) == (State.DISMISSED, "Det sælger vi ikke.")
    assert groups() == [{"gavekort", "købe gavekort"}]


def test_two_gaps_that_were_decided_about_never_become_one() -> None:
    failed("vedovn", "nb")
    failed("peis", "nb")
    regroup(NIGHT)
    for gap in Gap.objects.all():
        decisions.dismiss(gap, "nei")
    tuning.synonyms("vedovn", "peis", locale="nb")
    regroup(night(2))
    assert len(groups()) == 2


def asks() -> set[tuple[str, str, datetime]]:
    return {(str(ask.person), ask.of, ask.at) for ask in Ask.objects.all()}


@pytest.mark.parametrize("decided", [True, False])
def test_a_gap_that_is_put_together_with_another_passes_on_who_was_asked(decided: bool) -> None:
    failed("vedovn", "nb")
    failed("peis", "nb", visits=9)
    regroup(NIGHT)
    larger, smaller = Gap.objects.ranked()
    if decided:
        decisions.dismiss(smaller, "Nei.")
    goes, stays = (larger, smaller) if decided else (smaller, larger)
    both, one = accounts.member("Ελένη", locale="el"), accounts.member("سلمى", locale="ar")
    of_help: dict[str, Any] = {"locale": "nb", "of": Ask.Of.HELPER}
    Ask.objects.create(gap=stays, person=both, at=START, **of_help)
    Ask.objects.create(gap=goes, person=both, at=NIGHT, **of_help)
    Ask.objects.create(gap=goes, person=one, at=START, **of_help)
    Ask.objects.create(gap=goes, person=one, at=START, locale="nb", of=Ask.Of.AUTHOR)
    tuning.synonyms("vedovn", "peis", locale="nb")
    regroup(NIGHT)
    assert Gap.objects.get() == stays
    assert asks() == {
        ("Ελένη", Ask.Of.HELPER, NIGHT),
        ("سلمى", Ask.Of.HELPER, START),
        ("سلمى", Ask.Of.AUTHOR, START),
    }


def test_a_gap_that_nobody_has_any_more_is_gone_whatever_was_decided() -> None:
    failed("gavekort", "da")
    regroup(NIGHT)
    decisions.dismiss(Gap.objects.get(), "Nej.")
    regroup(night(100))
    assert not Gap.objects.exists()


def test_the_order_in_which_visits_were_stored_makes_no_difference() -> None:
    def found(texts: list[str]) -> Any:
        Step.objects.all().delete()
        Gap.objects.all().delete()
        for text in texts:
            failed(text, "sv")
        regroup(NIGHT)
        return sorted(map(sorted, groups()))

    texts = [
        "svart termostat",
        "termostat i svart färg",
        "solpanel",
        "koppla solpaneler",
        "elpris",
    ]
    assert found(texts) == found(texts[::-1])


def test_the_first_day_is_the_first_that_failed() -> None:
    failed("gavekort", "da", day=3)
    failed("gavekort", "da", day=2, visits=1)
    regroup(night(4))
    assert Gap.objects.get().first_day == START.date() + timedelta(days=2)
    assert Gap.objects.get().first_day > date(2026, 1, 1)


def test_what_was_decided_about_is_kept_however_much_else_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed("gavekort", "da")
    regroup(NIGHT)
    decisions.dismiss(Gap.objects.get(), "Nej.")
    monkeypatch.setattr(regrouping, "MOST_WORDINGS", 2)
    failed("vedovn", "nb", visits=9)
    failed("solpanel", "sv", visits=8)
    regroup(NIGHT)
    assert groups() == [{"vedovn"}, {"gavekort"}]


def test_a_clock_that_is_wrong_once_takes_no_decision_away() -> None:
    failed("gavekort", "da")
    with time_machine.travel(NIGHT, tick=False):
        jobs.find_gaps()
        JobState.objects.create(name=jobs.JOB, finished_at=NIGHT)
    decisions.dismiss(Gap.objects.get(), "Nej.")
    with time_machine.travel(NIGHT + timedelta(days=400), tick=False):
        assert jobs.find_gaps() == 0
    assert Gap.objects.get().reason == "Nej."
    with time_machine.travel(night(2), tick=False):
        assert jobs.find_gaps() == 1
