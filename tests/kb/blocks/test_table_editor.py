"""Tables as editors fill them in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kb.blocks.table_field import MAX_COLUMNS
from kb.models import HelpPage
from portal.home import site
from tests.kb.test_admin import create, form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def grid(columns: list[tuple[str, str]], rows: list[list[str]]) -> dict[str, Any]:
    """What the grid of the editor posts; rows in the order that they were added."""
    data: dict[str, Any] = {
        "caption": "Θερμοκρασίες",
        "column-count": len(columns),
        "row-count": len(rows),
    }
    for place, (kind, heading) in enumerate(columns):
        column = {"type": kind, "order": place, "heading": heading, "deleted": ""}
        data |= {f"column-{place}-{name}": value for name, value in column.items()}
    for place, row in enumerate(rows):
        data |= {f"row-{place}-order": len(rows) - place, f"row-{place}-deleted": ""}
        for column, html in enumerate(row):
            data[f"cell-{place}-{column}"] = rich_text(html, features=["link", "bold"])
    return data


def filled_in(table: dict[str, Any]) -> dict[str, Any]:
    return form("Πίνακας", **{"action-publish": "1", "topics-without": "1"}) | nested_form_data(
        {"body": streamfield([("table", table)])}
    )


def test_an_editor_fills_in_a_grid_and_links_lead_to_families(admin_client: Client) -> None:
    link = '<p><a href="/el/help/pair-hub/">Οδηγίες</a></p>'
    table = grid([("head", "Θέση"), ("end", "Βαθμοί")], [["<p>Κρύο</p>", "<p>5</p>"], [link, ""]])
    response = create(admin_client, filled_in(table), code="el")
    assert response.status_code == 302, response.context["form"].errors
    page = HelpPage.objects.get(slug="pinakas")
    (row, last) = page.body.raw_data[0]["value"]["rows"]
    assert 'family="pair-hub"' in row["values"][0]
    assert last["id"]
    html = Client().get("/el/help/pinakas/").content.decode()
    assert 'href="/el/help/pair-hub/"' in html
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "kb/table_field.css" in editor.content.decode()


def test_a_table_too_large_is_refused_and_nothing_typed_is_lost(admin_client: Client) -> None:
    table = grid([("start", "Στήλη")] * (MAX_COLUMNS + 1), [["<p>Κρύο</p>"] * (MAX_COLUMNS + 1)])
    response = create(admin_client, filled_in(table), code="el")
    assert response.status_code == 200
    (error,) = response.context["form"].errors["body"].as_data()
    assert str(MAX_COLUMNS) in error.block_errors[0].non_block_errors[0]
    (block,) = response.context["form"]["body"].value()
    assert block.value.row_data[0]["values"][-1].source.endswith("Κρύο</p>")
