"""A page's history shows a sitting as one row, compared with what was there before it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data

from kb import tree
from kb.history import APART
from kb.models import HelpPage
from tests.factories import accounts
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
PAGES = [("articlepage", "howto"), ("faqpage", "faq"), ("topicpage", "topic")]


def form(title: str, **fields: str) -> dict[str, Any]:
    counts = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return nested_form_data({"title": title, "summary": "", "keywords": "", **counts, **fields})


def save(client: Client, page: HelpPage, title: str, **fields: str) -> None:
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(title, **fields))


def written(client: Client, model: str, kind: str) -> HelpPage:
    """A page that somebody made and saved five times."""
    parent = tree.container("el", kind)
    address = reverse("wagtailadmin_pages:add", args=("kb", model, parent.pk))
    assert client.post(address, form("Τίτλος 0")).status_code == 302
    page = HelpPage.objects.get()
    for number in range(1, 6):
        save(client, page, f"Τίτλος {number}")
    return page


def later(page: HelpPage) -> None:
    """All that was done so far was done so much earlier."""
    entries = PageLogEntry.objects.filter(page=page)
    entries.update(timestamp=F("timestamp") - APART - timedelta(seconds=1))


def rows(client: Client, page: HelpPage) -> list[Any]:
    """The newest first."""
    answer = client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert answer.status_code == 200
    return list(answer.context["object_list"])


@pytest.mark.parametrize(("model", "kind"), PAGES)
def test_saving_again_and_again_is_one_row_until_somebody_else_or_another_day(
    model: str, kind: str
) -> None:
    author, publisher = browser(accounts.writer()), browser(accounts.publisher())
    page = written(author, model, kind)
    assert [row.action for row in rows(author, page)] == ["wagtail.edit", "wagtail.create"]
    save(publisher, page, "Του άλλου")
    later(page)
    save(publisher, page, "Αργότερα")
    save(publisher, page, "Δημοσιευμένο", **{"action-publish": "1", "topics-without": "1"})
    shown = rows(author, page)
    assert [row.action for row in shown] == [
        "wagtail.publish",
        "wagtail.edit",
        "wagtail.edit",
        "wagtail.create",
    ]
    assert [row.user_id for row in shown][:3] == [shown[0].user_id] * 2 + [page.owner_id]


def test_a_sitting_is_compared_with_what_was_there_before_it() -> None:
    client = browser(accounts.writer())
    page = written(client, "articlepage", "howto")
    later(page)
    for title in ("Πρώτη αλλαγή", "Δεύτερη αλλαγή"):
        save(client, page, title)
    newest, before = rows(client, page)[:2]
    assert newest.previous_revision_id == before.revision_id
    compare = reverse(
        "wagtailadmin_pages:revisions_compare",
        args=(page.pk, before.revision_id, newest.revision_id),
    )
    html = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert compare in html
    told = client.get(compare).content.decode()
    assert "Τίτλος" in told
    assert "Δεύτερη" in told
