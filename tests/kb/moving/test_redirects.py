"""Old addresses lead to the right page in the right language."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from kb.models import HelpPage
from kb.moving.zendesk import move_in
from tests.factories import moving

pytestmark = pytest.mark.django_db

BLEED = "luft-ud-i-radiatoren"


FOR_GOOD = {
    f"/hc/da/articles/{moving.BLEED}-Luft-ud-i-radiatoren": f"/da/help/{BLEED}/",
    f"/hc/da/articles/{moving.BLEED}-En-gammel-titel": f"/da/help/{BLEED}/",
    f"/hc/da/articles/{moving.BLEED}": f"/da/help/{BLEED}/",
    f"/hc/el/articles/{moving.BLEED}-Εξαερώστε-το-σώμα": f"/el/help/{BLEED}/",
    f"/hc/en-us/articles/{moving.BLEED}": f"/en/help/{BLEED}/",
    f"/hc/en-us/articles/{moving.BLEED}/": f"/en/help/{BLEED}/",
    f"/hc/en-gb/articles/{moving.BLEED}/comments/7": f"/en/help/{BLEED}/",
    f"/hc/no/articles/{moving.BLEED}": f"/nb/help/{BLEED}/",
    f"/hc/da/sections/{moving.INNER}-Radiatorer": "/da/help/radiatorer/",
    f"/hc/el/categories/{moving.CATEGORY}": "/el/help/varme/",
    "/hc/da": "/da/",
    "/hc/en-us/": "/en/",
}
THIS_TIME = {
    f"/hc/articles/{moving.BLEED}": f"/el/help/{BLEED}/",
    f"/hc/tlh/articles/{moving.BLEED}": f"/el/help/{BLEED}/",
    "/hc": "/el/",
    "/hc/": "/el/",
}
NOWHERE = (
    "/hc/da/articles/999",
    f"/hc/da/sections/{moving.BLEED}",
    "/hc/da/requests/new",
    "/hc/da/articles/",
    "/hc/da/articles/" + "9" * 300,
    "/hc/da/articles/٣٦",
    f"/hc/da/articles/{moving.DRAFT}",
    f"/hc/da/articles/{moving.INTERNAL}-Kun-for-os",
)


def test_an_old_address_leads_to_the_page_in_the_right_language(
    export: Path, client: Client
) -> None:
    move_in(export)
    for status, addresses in ((301, FOR_GOOD), (302, THIS_TIME)):
        for address, target in addresses.items():
            answer = client.get(address, headers={"Accept-Language": "el"})
            led = (answer.status_code, answer.headers.get("Location"))
            assert led == (status, target), address
    assert "Accept-Language" in client.get("/hc").headers["Vary"]
    assert client.get("/da/help/radiatorer/").status_code == 200
    for address in NOWHERE:
        assert client.get(address).status_code == 404, address


def test_a_file_is_found_under_its_old_address(export: Path, client: Client) -> None:
    move_in(export)
    for prefix in ("/hc/da", "/hc"):
        address = f"{prefix}/article_attachments/{moving.GUIDE}/vejledning.pdf"
        answer = client.get(address, follow=True)
        assert b"".join(answer.streaming_content) == b"%PDF-1.4 vejledning"


def test_what_members_read_asks_a_stranger_to_sign_in_without_its_name(
    export: Path, client: Client
) -> None:
    move_in(export)
    for page in HelpPage.objects.filter(family__slug=BLEED):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(f"/hc/da/articles/{moving.BLEED}")
    assert answer.status_code == 302
    assert BLEED not in answer.headers["Location"]
