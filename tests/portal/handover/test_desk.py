"""The support's links: a page with a button, good for 90 days, and the article that solved it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from portal.handover import acts, links
from portal.handover.models import ContactRequest, Event
from portal.mail.models import OutboundMail
from tests.factories.handover import reader
from tests.factories.kb import make_family, make_page
from tests.factories.requests import answered, sent

pytestmark = pytest.mark.django_db


def desk(request: ContactRequest, act: str) -> str:
    return urlsplit(links.desk(request, f"desk-{act}")).path


def solve(request: ContactRequest, article: str = "") -> Any:
    return reader().post(desk(request, "solved"), {"article": article, "sent": "1"})


def test_both_links_stand_alone_on_a_line_of_the_mail_to_the_support() -> None:
    sent()
    lines = OutboundMail.objects.get(kind="contact request").text.splitlines()
    for act in ("answered", "solved"):
        [address] = [line for line in lines if line.endswith(f"/{act}/")]
        assert reader().get(urlsplit(address).path).status_code == 200


def test_the_button_marks_as_answered_once() -> None:
    request = sent()
    for _click in range(3):
        answer = reader().post(desk(request, "answered"))
        assert answer.status_code == 303
    request.refresh_from_db()
    assert (request.state, request.answers) == ("answered", 1)
    assert list(Event.objects.values_list("kind", flat=True)) == ["answered"]
    page = reader().get(answer["Location"]).content.decode()
    assert '<form method="post"><button' not in page


def test_a_second_answer_counts_when_the_customer_waited_again() -> None:
    request = answered()
    first = request.answered_at
    acts.reopen(request)
    reader().post(desk(request, "answered"))
    request.refresh_from_db()
    assert (request.answers, request.answered_at) == (2, first)


@pytest.mark.parametrize(
    "typed",
    [
        "hub-offline",
        "https://help.example.org/el/help/hub-offline/",
        "/en/help/hub-offline/?x=1#y",
        "Κόμβος",
        "ΣΥΝΔΕΣΗ κομβος",
    ],
)
def test_an_article_is_named_by_id_address_or_words_of_its_title(typed: str) -> None:
    family = make_family("Hub", slug="hub-offline")
    make_page(family, "el", title="Ο κόμβος χωρίς σύνδεση")
    request = sent()
    assert solve(request, typed).status_code == 303
    request.refresh_from_db()
    assert (request.state, request.solved_article) == ("solved", family)
    # What is solved was answered.
    assert (request.answers, request.answered_at) == (1, request.solved_at)


def test_several_articles_are_offered_and_one_click_chooses() -> None:
    for slug, title in (("hub-1", "Ο κόμβος σβήνει"), ("hub-2", "Ο κόμβος ζεσταίνεται")):
        make_page(make_family(title, slug=slug), "el", title=title)
    request = sent()
    answer = solve(request, "κόμβος")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'name="article" value="hub-1"' in page
    assert 'name="article" value="hub-2"' in page
    assert "κόμβος" in page
    solve(request, "hub-2")
    request.refresh_from_db()
    assert request.solved_article
    assert request.solved_article.slug == "hub-2"


def test_an_article_that_is_not_there_changes_nothing() -> None:
    request = sent()
    answer = solve(request, "<script>zq()</script>")
    assert answer.status_code == 422
    assert "<script>zq" not in answer.content.decode()
    request.refresh_from_db()
    assert request.state == "received"


def test_without_an_article_it_is_solved_as_well_and_doubled_clicks_do_nothing() -> None:
    request = answered()
    for _click in range(3):
        assert solve(request).status_code == 303
    request.refresh_from_db()
    assert (request.state, request.solved_article) == ("solved", None)
    assert Event.objects.filter(kind="solved").count() == 1


@pytest.mark.parametrize("act", ["answered", "solved"])
def test_what_was_marked_is_acknowledged_once_and_not_asked_for_again(act: str) -> None:
    request, client = sent(locale="ar"), reader()
    address = desk(request, act)
    assert "button--primary" in client.get(address).content.decode().partition("<h1")[2]
    done = client.post(address, {"sent": "1"}, follow=True).content.decode()
    assert "Done. We have kept a record of it." in done.partition("<h1")[0]
    assert "button--primary" not in done.partition("<h1")[2]
    again = client.post(address, {"sent": "1"}, follow=True).content.decode()
    assert "Done. We have kept a record of it." not in again


def test_a_link_is_good_for_90_days_and_then_says_so() -> None:
    request = sent()
    addresses = [desk(request, act) for act in ("answered", "solved")]
    for days, status in ((89, 200), (91, 410)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert [reader().get(one).status_code for one in addresses] == [status] * 2
            if status == 410:
                assert reader().post(addresses[0]).status_code == 410
    request.refresh_from_db()
    assert request.state == "received"


def test_the_customers_address_marks_nothing_and_a_tampered_one_leads_nowhere() -> None:
    request, other = sent(), sent(message="Άλλο")
    page = links.page(request)
    for act in ("answered", "solved"):
        for path in (
            f"{page}{act}/",
            desk(request, act).replace(request.reference, other.reference),
            desk(request, act).replace(f"/{act}/", f"x/{act}/"),
        ):
            assert reader().get(path).status_code == 404
            assert reader().post(path).status_code == 404
    assert not Event.objects.exists()


def test_an_article_that_is_deleted_leaves_the_request_solved() -> None:
    family = make_family("Hub", slug="hub-offline")
    request = sent()
    acts.solve(request, article=family)
    family.delete()
    request.refresh_from_db()
    assert (request.state, request.solved_article) == ("solved", None)
