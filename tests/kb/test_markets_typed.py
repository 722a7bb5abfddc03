"""A market is taken in any case, wherever an editor, manager or file says it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from kb.models import Family
from portal.home import site
from portal.markets import validate_market, validate_markets
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
FIELDS = [
    (model, field.name, validate_markets in field.validators)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if any(one in field.validators for one in (validate_market, validate_markets))
]


def test_the_fields_are_found() -> None:
    assert {(model.__name__, name) for model, name, _many in FIELDS} >= {
        ("Family", "markets"),
        ("Market", "code"),
        ("Note", "market"),
    }


@pytest.mark.parametrize(("model", "name", "many"), FIELDS)
def test_each_field_takes_it_in_any_case_and_keeps_one(model: Any, name: str, many: bool) -> None:
    row = model(**{name: ["gr", " No", "NO"] if many else "gr"})
    others = [field.name for field in model._meta.concrete_fields if field.name != name]
    row.clean_fields(exclude=others)
    assert getattr(row, name) == (["GR", "NO"] if many else "GR")


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_an_editor_types_it_in_a_box_of_the_text_and_beside_it(action: dict[str, str]) -> None:
    page = make_page(make_family("Βλάβη", source="el"), "el", title="Βλάβη")
    box = {"product": "", "version": "", "market": "gr"}
    data = {
        "title": "Βλάβη",
        "summary": "",
        "keywords": "",
        "markets": "gr, cy",
        "body": streamfield([("applies_to", box)]),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = browser(accounts.publisher()).post(address, nested_form_data(data | action))
    assert answer.status_code == 302, answer.context["form"].errors
    text = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert text.body[0].value["market"] == "GR"
    assert Family.objects.get().markets == ["GR", "CY"]


def test_an_administrator_types_it_on_the_family_and_sees_a_wrong_one_marked() -> None:
    family = make_family("Βλάβη", source="el")
    client = browser(accounts.administrator())
    for typed, expected in ((["gr"], ["GR"]), (["xx"], ["GR"])):
        answer = client.post(*of_family(family, markets=json.dumps(typed)))
        family.refresh_from_db()
        assert family.markets == expected
    assert "markets" in answer.context["form"].errors


@pytest.mark.parametrize("kind", ["faq", "topic"])
def test_a_family_cannot_become_of_another_kind_than_its_texts(kind: str) -> None:
    family = make_family("Βλάβη", source="el")
    client = browser(accounts.administrator())
    assert client.post(*of_family(family, kind=kind)).status_code == 302
    Family.objects.update(kind="howto")
    make_page(Family.objects.get(), "el", title="Βλάβη")
    assert client.post(*of_family(family, kind="troubleshooting")).status_code == 302
    refused = client.post(*of_family(family, kind=kind))
    assert refused.context["form"].errors["kind"]
    assert Family.objects.get().kind == "troubleshooting"


def of_family(family: Family, **fields: str) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = {
        "slug": family.slug,
        "kind": family.kind,
        "source_locale": family.source_locale_id,
        "markets": "[]",
        **{f"member_links-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")},
        "member_links-MAX_NUM_FORMS": "1000",
    }
    return reverse("wagtailsnippets_kb_family:edit", args=[family.pk]), data | fields


def test_a_file_says_it(tmp_path: Path) -> None:
    site.set_up()
    text = "---\ntitle: Βλάβη\ntype: howto\nsource: el\nmarkets: [no, gr]\n---\n\n"
    box = ":::applies-to\nmarket: gr\n:::\n\nΚλείστε.\n"
    (tmp_path / "el").mkdir()
    (tmp_path / "el" / "vlavi.md").write_text(text + box, encoding="utf-8")
    call_command("import_articles", str(tmp_path), verbosity=0)
    family = Family.objects.get(slug="vlavi")
    assert family.markets == ["NO", "GR"]
    assert family.pages.get().body[0].value["market"] == "GR"
