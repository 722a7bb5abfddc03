"""How far an act on many articles is, while somebody watches."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kb.articles.bulk import acting
from kb.articles.bulk.models import Act, Piece
from portal.home import site
from tests.browser import NewContext, take_over
from tests.factories import accounts
from tests.factories.kb import make_family, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_follows_the_worker_until_it_is_through_and_says_so(
    new_context: NewContext, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    site.set_up()
    user = accounts.owner()
    pages = [make_page(make_family(f"Hub {n}"), live="at once") for n in range(2)]
    act = Act.objects.create(
        verb="own", choice={"owner": user.pk}, by=user, begun_at=timezone.now()
    )
    Piece.objects.bulk_create(Piece(act=act, family=page.family) for page in pages)
    client = Client()
    client.force_login(user)
    context = new_context()
    take_over(context, client, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('kb_act', args=[act.pk])}")
    expect(page.locator("[data-act] progress")).to_have_attribute("value", "0")
    acting.go_on(budget=0.0)
    expect(page.locator("[data-act] progress")).to_have_attribute("value", "1")
    acting.go_on()
    expect(page.locator("[data-through]")).to_contain_text("2 of 2")
    expect(page.locator("[data-look]")).to_be_hidden()
    expect(page.locator("[data-act] li")).to_have_count(2)
