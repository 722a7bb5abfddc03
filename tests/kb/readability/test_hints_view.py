"""The hints beside a text in the editor."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kb import tree
from kb.models import HelpPage
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
LONG = f"<p>{'Πατήστε το κουμπί και μετά περιμένετε λίγο ' * 8}.</p>"


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


def written(html: str = LONG, **fields: Any) -> HelpPage:
    family = make_family(source="el")
    return make_page(family, "el", title="Κόμβος", body=[("text", html)], **fields)


def hints_of(client: Client, page: HelpPage) -> str:
    return client.get(reverse("kb_hints", args=[page.pk])).content.decode()


def form(text: str) -> dict[str, Any]:
    body = streamfield([("text", rich_text(f"<p>{text}</p>"))])
    fields = {"title": "Κόμβος", "summary": "", "keywords": "", "body": body}
    counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return nested_form_data(fields | counts)


def test_the_editor_shows_them_with_a_way_to_the_block() -> None:
    page = written()
    html = browser(accounts.writer()).get(f"/cms/pages/{page.pk}/edit/").content.decode()
    block = page.body.raw_data[0]["id"]
    assert f'href="#:w:contentpath=body.{block}"' in html
    assert 'data-rule="sentence"' in html
    assert 'dir="auto" lang="el"' in html


def test_a_hint_of_a_step_leads_to_the_step() -> None:
    steps = ["Κλείστε το.", "Πατήστε το κουμπί, ανοίξτε το καπάκι και βγάλτε την μπαταρία."]
    page = make_page(make_family(source="el"), "el", body=[("steps", steps)])
    [block] = page.body.raw_data
    html = hints_of(browser(accounts.writer()), page)
    assert f'data-place="body.{block["id"]}.{block["value"][1]["id"]}"' in html
    assert 'data-rule="step"' in html


def test_they_are_of_what_is_typed_and_no_saving_is_stopped() -> None:
    client, page = browser(accounts.writer()), written()
    assert 'data-rule="sentence"' in hints_of(client, page)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, form("Πατήστε το κουμπί.")).json()["is_valid"]
    assert "data-rule" not in hints_of(client, page)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, form("Το DHCP είναι ανοιχτό.")).status_code == 302
    assert 'data-rule="abbreviation"' in hints_of(client, page)
    assert HelpPage.objects.get(pk=page.pk).has_unpublished_changes


def test_a_new_text_says_where_they_will_stand() -> None:
    parent = tree.container("el", "howto")
    address = reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent.pk))
    html = browser(accounts.writer()).get(address).content.decode()
    assert 'data-hints="/cms/help/hints/0/"' in html


def test_what_is_unfinished_is_no_fault() -> None:
    empty = {"image": None, "alt": "", "caption": ""}
    family = make_family(source="el")
    page = make_page(
        family,
        "el",
        live=False,
        body=[("image", empty), ("note", {"text": ""}), ("steps", []), ("text", "")],
    )
    answer = browser(accounts.writer()).get(reverse("kb_hints", args=[page.pk]))
    assert answer.status_code == 200
    assert b"data-rule" not in answer.content


def test_who_may_not_change_the_page_and_what_is_no_help_text_get_none() -> None:
    page = written()
    home = page.get_ancestors().last().get_parent()
    manager = browser(accounts.support_manager())
    assert manager.get(reverse("kb_hints", args=[page.pk])).status_code != 200
    owner = browser(accounts.owner())
    assert owner.get(reverse("kb_hints", args=[home.pk])).status_code == 404
