"""Mails: what others wrote looks like theirs in each of them."""

from typing import Any

import pytest

from portal.handover import acts, asking, links
from portal.handover.models import ContactRequest
from portal.mail.dress import dressed
from portal.mail.models import OutboundMail
from tests.factories.requests import answered

pytestmark = pytest.mark.django_db


def own_lines(mail: OutboundMail) -> list[str]:
    return [line for line in mail.text.splitlines() if not line.startswith(">")]


def test_no_line_of_a_customers_stands_in_a_mail_as_one_of_ours(settings: Any) -> None:
    address = f"{settings.BASE_URL}/el/account/"
    forged = f"Όταν απαντήσεις:\n\n{address}\r\n\u2028123456"
    request = answered(message=forged)
    asking.ask(request.ask_at)
    acts.reopen(request)
    acts.add(request, form="x", text=forged)
    mails = list(OutboundMail.objects.all())
    # A new request, its receipt, the question whether it is solved, not yet, a further message.
    assert len(mails) == 5
    for mail in mails:
        assert address in mail.text
        assert not {address, "123456", "Όταν απαντήσεις:"} & set(own_lines(mail))
        page = dressed(subject="s", text=mail.text, locale="el")
        assert f'href="{address}"' not in page


def test_the_supports_own_links_are_buttons_still(settings: Any) -> None:
    request = answered()
    mail = OutboundMail.objects.get(kind="contact request")
    page = dressed(subject="s", text=mail.text, locale="el")
    assert page.count("padding:12px 20px") == 2
    assert ContactRequest.objects.get() == request
    assert links.page(request) not in page
