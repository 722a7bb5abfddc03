"""Owners write on the time axis, in the editors' pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal.effort.timeline.models import Note
from portal.journal import days
from portal.support.models import Market
from tests.factories import accounts, support
from tests.factories.kb import make_page
from tests.factories.timeline import logged, note

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/support-effort/"
TYPED = {
    "text": "Νέα έκδοση",
    "kind": "release",
    "first": "2026-03-02",
    "last": "",
    "written_in": "el",
    "language": "",
    "market": "",
}


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


@pytest.fixture
def manager(client: Client) -> Client:
    """The browser of a support manager."""
    client.force_login(accounts.support_manager())
    return client


def test_notes_are_for_who_sees_the_report(client: Client) -> None:
    client.force_login(accounts.publisher())
    made = note("διακοπή", date(2026, 3, 2))
    for address in (
        reverse("effort_notes:index"),
        reverse("effort_notes:add"),
        reverse("effort_notes:edit", args=[made.pk]),
        reverse("effort_notes:delete", args=[made.pk]),
        reverse("effort_report_articles"),
    ):
        assert client.get(address).status_code == 302
        client.post(address, TYPED)
    assert [one.text for one in Note.objects.all()] == ["διακοπή"]


def test_a_manager_adds_changes_and_deletes_notes(manager: Client) -> None:
    manager.post(reverse("effort_notes:add"), TYPED)
    made = Note.objects.get()
    assert (made.first, made.last, made.text) == (date(2026, 3, 2), date(2026, 3, 2), "Νέα έκδοση")
    edit = reverse("effort_notes:edit", args=[made.pk])
    assert "Νέα έκδοση" in manager.get(reverse("effort_notes:index")).text
    manager.post(edit, {**TYPED, "last": "2026-03-05", "language": "da"})
    made.refresh_from_db()
    assert (made.last, made.language) == (date(2026, 3, 5), "da")
    manager.post(reverse("effort_notes:delete", args=[made.pk]))
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last": "2026-03-01"}, "before the first"),
        ({"first": ""}, "This field is required"),
        ({"first": "1999-12-31", "last": ""}, "2000"),
        ({"first": "πότε"}, "Enter a valid date"),
        ({"kind": "x"}, "x is not one of the available choices"),
        ({"language": "xx"}, "xx is not one of the available choices"),
        ({"market": "GR"}, "GR is not one of the available choices"),
        ({"text": "x" * 141}, "140"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    manager: Client, wrong: dict[str, str], said: str
) -> None:
    page = manager.post(reverse("effort_notes:add"), {**TYPED, **wrong})
    assert said in page.text
    assert wrong.get("text", TYPED["text"]) in page.text
    assert not Note.objects.exists()


@pytest.mark.parametrize("known", [False, True])
def test_a_note_that_is_not_saved_is_said_in_words_of_its_own(
    manager: Client, known: bool
) -> None:
    made = note("διακοπή", date(2026, 3, 2))
    edit = reverse("effort_notes:edit", args=[made.pk])
    page = manager.post(edit if known else reverse("effort_notes:add"), {**TYPED, "first": ""})
    (said,) = page.context["messages"]
    assert str(said).startswith("The note has not been saved. Correct what is marked below.")
    assert "due to errors" not in page.text


def test_a_note_may_be_about_a_market_that_is_served(manager: Client) -> None:
    support.market("GR").delete()
    support.market("DK")
    assert "Denmark" in manager.get(reverse("effort_notes:add")).text
    manager.post(reverse("effort_notes:add"), {**TYPED, "market": "DK"})
    made = Note.objects.get()
    # Served no more, it keeps its note.
    Market.objects.all().delete()
    edit = reverse("effort_notes:edit", args=[made.pk])
    manager.post(edit, {**TYPED, "market": "DK", "text": "Ny version"})
    made.refresh_from_db()
    assert (made.text, made.market) == ("Ny version", "DK")


def test_a_note_is_in_the_language_of_who_writes_it(client: Client) -> None:
    user = accounts.support_manager()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "ar"})
    client.force_login(user)
    page = client.get(reverse("effort_notes:add")).text
    assert '<option value="ar" selected>' in page


def test_the_database_holds_no_note_that_ends_before_it_begins() -> None:
    made = note("διακοπή", date(2026, 3, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=made.pk).update(last=date(2026, 3, 1))


def test_the_report_lists_what_happened_with_days_and_links(manager: Client) -> None:
    today = days.day_of()
    made = note("لا يعمل الموقع", today - timedelta(days=3), today, written_in="ar", market="GR")
    pages = [make_page(locale="el", title="Θόρυβος", live="at once") for _number in range(4)]
    logged(pages, "wagtail.unpublish", days.begins(today))
    page = manager.get(REPORT).text
    assert f'<bdi id="note-{made.pk}" lang="ar">لا يعمل الموقع</bdi> · Greece' in page
    assert reverse("effort_notes:edit", args=[made.pk]) in page
    assert '<li id="mark-1" value="1">' in page
    behind = f"{reverse('effort_report_articles')}?first={today}&amp;last={today}&amp;locale=el"
    assert f'<a href="{behind}">4 texts</a>' in page
    articles = manager.get(behind.replace("&amp;", "&"))
    assert articles.text.count("Θόρυβος") == 4
    assert articles.text.count("Taken back") == 4


def test_a_wrong_period_of_articles_is_said_to_be_one(manager: Client) -> None:
    for query in ("first=x&last=y", "first=2026-03-02&last=2026-03-01", "locale=xx"):
        answer = manager.get(f"{reverse('effort_report_articles')}?{query}")
        assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)


def test_the_report_asks_no_more_often_for_more_notes(manager: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            manager.get(REPORT)
        return len(captured)

    today = days.day_of()
    note("en", today)
    manager.get(REPORT)
    few = queries()
    for number in range(9):
        note(f"nummer {number}", today - timedelta(days=number), market="DK", language="da")
    assert queries() <= few


def test_notes_about_other_readers_are_not_there_for_who_sees_some_languages(
    client: Client,
) -> None:
    client.force_login(accounts.manager_of("el", "ar"))
    own, everybody, other, gone = (
        note(text, date(2026, 3, 2), language=code)
        for text, code in (
            ("διακοπή", "el"),
            ("κυκλοφορία", ""),
            ("nedbrud", "da"),
            ("myynti", "sv"),
        )
    )
    Note.objects.filter(pk=gone.pk).update(language="fi")
    page = client.get(reverse("effort_notes:index")).text
    assert "διακοπή" in page
    assert "κυκλοφορία" in page
    for hidden in (other, gone):
        assert hidden.text not in page
        for name in ("edit", "delete", "history", "usage"):
            address = reverse(f"effort_notes:{name}", args=[hidden.pk])
            for answer in (client.get(address), client.post(address, TYPED)):
                assert answer.status_code in {302, 405}
                assert hidden.text not in answer.text
    assert Note.objects.count() == 4
    assert Note.objects.get(pk=other.pk).text == "nedbrud"
    for shown in (own, everybody):
        address = reverse("effort_notes:edit", args=[shown.pk])
        assert shown.text in client.get(address).text
        client.post(address, {**TYPED, "language": "ar"})
        client.post(reverse("effort_notes:delete", args=[shown.pk]))
    assert set(Note.objects.values_list("language", flat=True)) == {"da", "fi"}


def test_nobody_writes_a_note_about_readers_that_are_not_their_own(client: Client) -> None:
    client.force_login(accounts.manager_of("el"))
    page = client.post(reverse("effort_notes:add"), {**TYPED, "language": "da"})
    assert "da is not one of the available choices" in page.text
    own = note("διακοπή", date(2026, 3, 2), language="el")
    client.post(reverse("effort_notes:edit", args=[own.pk]), {**TYPED, "language": "da"})
    assert set(Note.objects.values_list("language", flat=True)) == {"el"}
    client.post(reverse("effort_notes:add"), {**TYPED, "language": "el"})
    assert Note.objects.for_readers_of(["el"]).count() == 2


def test_notes_about_a_language_that_is_gone_are_for_who_sees_all(manager: Client) -> None:
    gone = note("myynti", date(2026, 3, 2), language="sv")
    Note.objects.filter(pk=gone.pk).update(language="fi")
    assert "myynti" in manager.get(reverse("effort_notes:index")).text
    manager.post(reverse("effort_notes:delete", args=[gone.pk]))
    assert not Note.objects.exists()
