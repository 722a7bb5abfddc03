"""Last year's tickets go through the search; counts stay, subjects do not."""

import logging
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal import locales
from portal.effort.models import TicketAnswer, TicketMonth, TicketSubject
from portal.effort.tickets import keeping, telling, working
from portal.effort.tickets.reading import Ticket
from portal.effort.tickets.telling import Share
from portal.journal.models import Step
from search import engines
from search.engines.base import EngineError
from search.tuning import in_force
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.portal.effort.own.test_views import browser
from tests.search.indexed import index_both

pytestmark = pytest.mark.django_db
PAGE = "/cms/reports/last-tickets/"
JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


@pytest.fixture(autouse=True)
def corpus() -> None:
    in_force.forget()
    bleed = make_family("Luft ud i radiatoren", slug="luft", source="da")
    make_page(bleed, "da", title="Luft ud i radiatoren")
    make_page(bleed, "el", title="Εξαέρωση σώματος")
    make_page(make_family("Frostsikring", slug="frost", source="da"), "da", title="Frostsikring")
    index_both()


def brought(*tickets: tuple[date, str, str], codes: tuple[str, ...] = locales.codes()) -> None:
    keeping.replace([Ticket(month, text, code) for month, text, code in tickets], codes)


def months() -> dict[tuple[date, str], tuple[int, int, int]]:
    return {
        (row.month, row.language): (row.answered, row.elsewhere, row.unanswered)
        for row in TicketMonth.objects.all()
    }


def test_each_ticket_is_answered_in_its_language_in_another_or_not_at_all() -> None:
    brought(
        (JAN, "Luft i radiatoren", "da"),
        (JAN, "Εξαέρωση σώματος", "el"),
        (JAN, "frostsikring", "el"),
        (FEB, "xyzzy plugh", "da"),
    )
    assert working.work_through() == 4
    assert months() == {
        (JAN, "da"): (1, 0, 0),
        (JAN, "el"): (1, 1, 0),
        (FEB, "da"): (0, 0, 1),
    }
    answers = TicketAnswer.objects.values_list("language", "family", "tickets")
    assert set(answers) == {("da", "luft", 1), ("el", "luft", 1), ("el", "frost", 1)}


def test_no_subject_stays_and_none_is_told_to_anybody(caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    brought((JAN, "Hemmelig radiator", "da"), (JAN, "Μυστικό σώμα", "el"))
    working.work_through()
    assert not TicketSubject.objects.exists()
    assert not Step.objects.exists()
    assert "Hemmelig" not in caplog.text
    assert "Μυστικό" not in caplog.text


def test_a_language_that_nobody_said_is_guessed() -> None:
    brought((JAN, "Πώς κάνω εξαέρωση σώματος στο σπίτι;", ""), (JAN, "?", ""))
    working.work_through()
    assert months().keys() == {(JAN, "el"), (JAN, locales.DEFAULT)}


def test_while_no_engine_answers_the_subjects_wait(monkeypatch: Any) -> None:
    brought((JAN, "Luft i radiatoren", "da"))

    def fail(*args: Any) -> Any:
        raise EngineError("out of order")

    with monkeypatch.context() as patched:
        patched.setattr(engines.engine(), "search", fail)
        assert working.work_through() == 0
    assert TicketSubject.objects.count() == 1
    assert working.work_through() == 1


def test_a_file_counts_its_months_anew_and_leaves_the_others() -> None:
    brought((JAN, "frostsikring", "da"), (FEB, "frostsikring", "da"))
    working.work_through()
    brought((JAN, "xyzzy plugh", "da"), (JAN, "xyzzy plugh", "da"))
    brought((JAN, "frostsikring", "da"))
    working.work_through()
    assert months() == {(JAN, "da"): (1, 0, 0), (FEB, "da"): (1, 0, 0)}


def test_who_tells_of_some_languages_counts_these_alone_anew() -> None:
    brought((JAN, "frostsikring", "da"), (JAN, "frostsikring", "nb"))
    working.work_through()
    brought((JAN, "xyzzy plugh", "da"), codes=("da", "sv"))
    working.work_through()
    assert months()[JAN, "da"] == (0, 0, 1)
    assert sum(months()[JAN, "nb"]) == 1


def test_nothing_of_fewer_than_five_is_told() -> None:
    for language, answered in (("da", 5), ("el", 4)):
        TicketMonth.objects.create(month=JAN, language=language, answered=answered)
        TicketAnswer.objects.create(month=JAN, language=language, family="luft", tickets=answered)
    TicketAnswer.objects.create(month=JAN, language="da", family="frost", tickets=4)
    told = telling.told(locales.codes(), "el")
    assert told.whole == Share(5, 0, 0)
    assert [one.code for one, _share in told.languages] == ["da"]
    assert [(one.title, one.tickets) for one in told.articles] == [("Εξαέρωση σώματος", 5)]
    assert telling.told(["el"], "el").whole is None


@pytest.mark.parametrize(("sure", "share"), [(597, 0), (957, 1), (777, 0.5), (0, 0), (1_000, 1)])
def test_what_search_is_sure_of_without_an_answer_is_taken_off(sure: int, share: float) -> None:
    counted = Share(sure, 0, 1_000 - sure)
    assert counted.share == pytest.approx(share)
    low, high = counted.interval
    assert low <= counted.share <= high


def test_what_is_answered_here_and_elsewhere_is_never_more_than_there_is() -> None:
    counted = Share(96, 4, 0)
    assert counted.share == pytest.approx(0.96)
    assert counted.share <= counted.interval[1] <= 0.96


def test_by_meaning_the_page_says_the_share_and_how_far_it_may_lie_off(settings: Any) -> None:
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": "http://127.0.0.1:9/v1"}
    TicketMonth.objects.create(month=JAN, language="da", answered=777, unanswered=223)
    page = browser(accounts.support_manager()).get(PAGE).content.decode()
    assert "About 50.0% of 1,000 tickets" in page
    assert "between 42.5% and 56.9%" in page
    assert "search was sure of 77.7%" in page
    assert "sure of 59.7% of what nothing answers" in page


def test_the_ten_articles_that_would_have_met_most_are_named() -> None:
    TicketMonth.objects.create(month=JAN, language="da", answered=100)
    for number in range(12):
        TicketAnswer.objects.create(
            month=JAN, language="da", family=f"f{number}", tickets=10 + number
        )
    articles = telling.told(["da"], "da").articles
    assert [one.tickets for one in articles] == list(range(21, 11, -1))


def upload(client: Client, text: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("sager.csv", text.encode(), "text/csv")})


def test_a_support_manager_brings_a_file_and_reads_what_it_tells() -> None:
    client = browser(accounts.support_manager())
    lines = "2026-01-05,Luft i radiatoren,da\n" * 6 + "2026-02-05,xyzzy plugh,da\n" * 6
    assert upload(client, f"date,subject,language\n{lines}").status_code == 302
    waiting = client.get(PAGE).content.decode()
    assert "12 tickets are still to be looked up" in waiting
    working.work_through()
    page = client.get(PAGE).content.decode()
    assert "so nobody can say what share is answered" in page
    assert "Share answered" not in page
    assert "Luft ud i radiatoren" in page
    assert "January 2026" in page


def test_a_file_with_a_fault_is_refused_in_words_and_nothing_is_kept() -> None:
    client = browser(accounts.support_manager())
    answer = upload(client, "date,subject\n2026-01-05,Støj\nEn hemmelighed,2026-01-05\n")
    assert answer.status_code == 422
    assert "Line 3: The date of this line is no day" in answer.content.decode()
    assert "hemmelighed" not in answer.content.decode()
    assert not TicketSubject.objects.exists()


def test_the_page_needs_a_right_to_the_report() -> None:
    for user in (accounts.publisher(), accounts.translator()):
        client = browser(user)
        assert client.get(PAGE).status_code == 302
        assert upload(client, "date,subject\n2026-01-05,Støj\n").status_code in {302, 403}
    assert not TicketSubject.objects.exists()


def test_the_report_leads_there_while_it_has_no_day_of_its_own() -> None:
    page = browser(accounts.support_manager()).get("/cms/reports/support-effort/")
    assert f'href="{PAGE}"' in page.content.decode()
