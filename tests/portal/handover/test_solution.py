"""The article that solved a request stands on its page, and in the mail that asks about it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.handover import acts, asking, links
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from tests.factories.handover import reader
from tests.factories.kb import make_family, make_page
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db
TITLE = "Ο κόμβος χωρίς σύνδεση"


@pytest.fixture
def article() -> Any:
    return make_page(make_family("Hub offline", slug="hub-offline"), "el", title=TITLE)


def solved_with(article: Any, locale: str = "el") -> ContactRequest:
    request = sent(locale=locale)
    acts.solve(request, article=article.family)
    asking.ask(timezone.now() + timedelta(days=1))
    return request


def shown(request: ContactRequest) -> str:
    return str(reader().get(links.page(request)).content.decode())


def asked() -> str:
    return OutboundMail.objects.get(kind="contact follow-up").text


def test_it_is_named_on_the_page_and_in_the_mail(article: Any) -> None:
    request = solved_with(article)
    assert f'href="/el/help/hub-offline/" lang="el" dir="auto">{TITLE}</a>' in shown(request)
    mail = asked()
    assert TITLE in mail
    [address] = [line for line in mail.splitlines() if "/help/" in line]
    assert urlsplit(address).path == "/el/help/hub-offline/"


def test_it_is_in_the_next_best_language_where_there_is_none_in_the_readers(article: Any) -> None:
    make_page(article.family, "en", title="The hub is offline")
    page = shown(solved_with(article, locale="ar"))
    assert 'href="/ar/help/hub-offline/" lang="en" dir="auto">The hub is offline</a>' in page


def test_what_a_stranger_may_not_read_is_not_named(article: Any) -> None:
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    request = solved_with(article)
    assert TITLE not in shown(request) + asked()
    assert "/help/hub-offline/" not in shown(request) + asked()


def test_it_is_gone_once_the_customer_waits_again(article: Any) -> None:
    request = solved_with(article)
    acts.reopen(request)
    assert TITLE not in shown(request)
