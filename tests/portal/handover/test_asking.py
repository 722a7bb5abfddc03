"""Some hours after an answer the customer is asked, once, in their language, whether it helped."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from portal.handover import acts, asking, links
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from tests.factories.handover import reader
from tests.factories.requests import answered, sent

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def after(hours: float) -> Any:
    return NOW + timedelta(hours=hours)


def asked() -> list[OutboundMail]:
    return list(OutboundMail.objects.filter(kind="contact follow-up"))


def test_the_customer_is_asked_once_hours_after_the_answer(settings: Any) -> None:
    request = answered(at=NOW, locale="ar", message="الجهاز لا يعمل")
    assert settings.ASK_AFTER_HOURS == 4
    assert asking.ask(after(4) - MINUTE) == 0
    assert asking.ask(after(4)) == 1
    assert asking.ask(after(4)) == asking.ask(after(400)) == 0
    [mail] = asked()
    assert (mail.to, mail.locale) == ("anna@example.com", "ar")
    assert request.reference in mail.subject
    assert "> الجهاز لا يعمل" in mail.text
    receipt = OutboundMail.objects.get(kind="contact receipt")
    assert mail.headers["In-Reply-To"] == receipt.message_id


def test_the_setting_says_how_many_hours(settings: Any) -> None:
    settings.ASK_AFTER_HOURS = 30
    answered(at=NOW)
    assert asking.ask(after(29)) == 0
    assert asking.ask(after(30)) == 1


def test_both_answers_stand_alone_on_a_line_and_lead_to_a_page_with_buttons() -> None:
    request = answered(at=NOW)
    asking.ask(after(5))
    lines = asked()[0].text.splitlines()
    for view in ("yes", "not-yet"):
        address = links.page_in_mail(request, view)
        assert address in lines
        page = reader().get(urlsplit(address).path).content.decode()
        assert page.count('<form method="post" action="/el/contact/sent/') == 2


def test_what_nobody_marked_is_not_asked_about() -> None:
    sent(at=NOW)
    assert asking.ask(after(5_000)) == 0
    assert ContactRequest.objects.get().state == "received"


def test_what_was_solved_at_once_is_asked_about_as_well() -> None:
    acts.solve(sent(at=NOW), at=NOW)
    assert asking.ask(after(4)) == 1


def test_one_that_fails_holds_up_no_other_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, *_others = [answered(at=NOW, email=f"{name}@example.com") for name in "abc"]
    promised = ContactRequest.objects.filter(pk=broken.pk)
    # No mail can be written to such an address.
    promised.update(email="a@example.com\r\nBcc: b@example.com")
    with pytest.raises(RuntimeError, match="1 customers could not be asked, 2 were"):
        asking.ask(after(5))
    assert len(asked()) == 2
    assert "example.com" not in caplog.text
    promised.update(email="a@example.com")
    assert asking.ask(after(5)) == 1


@pytest.mark.parametrize("said", ["confirm", "reopen", "add"])
def test_whoever_has_said_something_since_is_not_asked(said: str) -> None:
    request = answered(at=NOW)
    if said == "add":
        acts.add(request, form="x", text="Ακόμη", at=after(1))
    else:
        getattr(acts, said)(request, at=after(1))
    assert asking.ask(after(5)) == 0
    assert not asked()


def test_a_later_answer_is_asked_about_if_none_was_before_and_never_twice() -> None:
    request = answered(at=NOW)
    acts.reopen(request, at=after(1))
    acts.answer(request, at=after(2))
    assert asking.ask(after(5)) == 0
    assert asking.ask(after(6)) == 1
    acts.reopen(request, at=after(7))
    acts.answer(request, at=after(8))
    assert asking.ask(after(100)) == 0
    assert len(asked()) == 1


def test_an_arabic_customer_says_not_yet_adds_and_is_helped() -> None:
    """The whole way, by what stands in the mails and on the pages alone."""
    with time_machine.travel(NOW, tick=False) as clock:
        request = sent(locale="ar", message="الجهاز لا يعمل")
        [desk] = _addresses("contact request", "/answered/")
        reader().post(desk)
        clock.shift(timedelta(hours=4))
        asking.ask()
        [not_yet] = _addresses("contact follow-up", "/not-yet/")
        page = reader().post(not_yet)["Location"]
        client = reader()
        shown = client.get(page).content.decode()
        assert 'name="message"' in shown
        assert 'lang="ar"' in shown
        client.post(f"{page}add/", {"message": "الضوء أحمر", "form": "x"})
        desk = _addresses("contact request", "/solved/")[-1]
        reader().post(desk, {"article": "", "sent": "1"})
        client.post(f"{page}yes/")
        client.post(f"{page}rate/", {"rating": "4", "word": "جيد"})
    request.refresh_from_db()
    assert (request.state, request.outcome, request.rating, request.word) == (
        *("solved", "yes"),
        *(4, "جيد"),
    )
    assert list(request.events.order_by("pk").values_list("kind", flat=True)) == [
        *("answered", "reopened", "message", "solved", "confirmed")
    ]


def _addresses(kind: str, end: str) -> list[str]:
    texts = OutboundMail.objects.filter(kind=kind).order_by("pk").values_list("text", flat=True)
    lines = [line for text in texts for line in text.splitlines()]
    return [urlsplit(line).path for line in lines if line.endswith(end)]
