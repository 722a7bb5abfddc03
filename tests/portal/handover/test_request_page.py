"""The page of a request: what was written, how far it is, and what its customer may do there."""

import re
from typing import Any

import pytest

from portal.handover import acts, links
from portal.handover.models import Confirmation, ContactRequest, Event, RequestState
from portal.mail.models import OutboundMail
from tests.factories import kb
from tests.factories.handover import reader
from tests.factories.requests import answered, sent

pytestmark = pytest.mark.django_db


def form_in(markup: str) -> str:
    found = re.search(r'name="form" value="([0-9a-f]{32})"', markup)
    assert found
    return found[1]


def add(request: ContactRequest, **fields: Any) -> Any:
    client = reader()
    page = client.get(links.page(request)).content.decode()
    typed = {"message": "Και η λυχνία είναι κόκκινη", "form": form_in(page)} | fields
    return client.post(links.page(request, "add"), typed)


def page_of(request: ContactRequest) -> str:
    answer = reader().get(links.page(request))
    assert answer.status_code == 200
    return str(answer.content.decode())


def snapshot() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (ContactRequest, Event, OutboundMail)
    ]


def test_an_address_of_before_shows_the_page_in_the_requests_language() -> None:
    request = sent(locale="ar", message="الجهاز لا يعمل <b>")
    address = links.page(request)
    assert address.startswith("/ar/contact/sent/")
    page = page_of(request)
    assert "الجهاز لا يعمل &lt;b&gt;" in page
    assert request.reference in page
    assert 'dir="rtl"' in page
    assert "noindex" in page


def test_the_page_is_kept_nowhere() -> None:
    answer = reader().get(links.page(sent()))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_what_is_added_is_shown_and_goes_to_the_support_in_the_same_thread() -> None:
    request = sent()
    first = OutboundMail.objects.get(kind="contact request")
    answer = add(request)
    assert (answer.status_code, answer["Location"]) == (303, links.page(request))
    assert "Και η λυχνία είναι κόκκινη" in page_of(request)
    second = OutboundMail.objects.filter(kind="contact request").latest("pk")
    assert second.headers["In-Reply-To"] == second.headers["References"] == first.message_id
    assert second.subject == f"Re: {first.subject}"
    assert second.reply_to == "anna@example.com"
    assert "Και η λυχνία είναι κόκκινη" in second.text


def test_the_first_mail_answers_none() -> None:
    sent()
    assert "In-Reply-To" not in OutboundMail.objects.get(kind="contact request").headers


def test_a_doubled_click_adds_one_message() -> None:
    request = sent()
    page = page_of(request)
    typed = {"message": "Δύο φορές", "form": form_in(page)}
    for _click in range(3):
        assert reader().post(links.page(request, "add"), typed).status_code == 303
    assert Event.objects.filter(kind="message").count() == 1
    assert OutboundMail.objects.filter(kind="contact request").count() == 2


def test_what_is_wrong_comes_back_as_it_was_typed() -> None:
    request = sent()
    answer = add(request, message="ε")
    assert answer.status_code == 422
    assert ">\nε</textarea>" in answer.content.decode()
    assert not Event.objects.exists()


def test_who_writes_again_waits_for_an_answer_again() -> None:
    request = answered()
    add(request)
    request.refresh_from_db()
    assert (request.state, request.ask_at, request.answers) == (RequestState.RECEIVED, None, 1)
    assert request.answered_at is not None


def test_who_has_confirmed_and_writes_again_waits_again_and_has_confirmed_nothing() -> None:
    request = answered(locale="el")
    acts.confirm(request)
    add(request, message="Και πάλι δεν ζευγαρώνει")
    request.refresh_from_db()
    assert (request.state, request.outcome, request.solved_at) == (RequestState.RECEIVED, "", None)
    acts.solve(request)
    request.refresh_from_db()
    assert not request.is_confirmed


def above_the_title(page: Any) -> str:
    text: str = page.content.decode()
    return text.partition('id="main"')[2].partition("<h1")[0]


@pytest.mark.parametrize("view", ["yes", "not-yet", "add"])
def test_whatever_is_said_is_acknowledged_once_above_the_page(view: str) -> None:
    request, client = answered(locale="ar"), reader()
    typed = {"message": "وما زال المصباح أحمر", "form": "x"}
    landed = client.post(links.page(request, view), typed, follow=True)
    assert "notice--success" in above_the_title(landed)
    assert "notice--success" not in above_the_title(client.get(links.page(request)))


@pytest.mark.parametrize(("view", "is_thanked"), [("yes", True), ("not-yet", False)])
def test_who_is_not_helped_yet_is_not_thanked_as_if_all_were_over(
    view: str, is_thanked: bool
) -> None:
    landed = reader().post(links.page(answered(locale="en"), view), follow=True)
    page = landed.content.decode()
    assert ("Thank you. How did we do?" in page) is is_thanked
    assert ("How did we do so far?" in page) is not is_thanked


@pytest.mark.parametrize(
    ("view", "typed"), [("add", {"message": "Και η λυχνία"}), ("rate", {"word": "καλά"})]
)
def test_what_has_arrived_is_told_without_the_key_to_the_page(
    view: str, typed: dict[str, str]
) -> None:
    request = answered()
    acts.confirm(request)
    page = page_of(request)
    told = reader().post(links.page(request, view), typed).cookies["arrived"].value
    assert f'data-name="{told}"' in page
    assert links.page(request).split("/")[-2] not in told


def test_a_full_request_takes_no_more_and_says_so() -> None:
    request = sent()
    for number in range(acts.MOST_MESSAGES):
        assert acts.add(request, form=str(number), text="Ξανά")
    assert 'name="form"' not in page_of(request)
    # A page that was opened before.
    typed = {"message": "Το τελευταίο", "form": "more"}
    answer = reader().post(links.page(request, "add"), typed)
    assert answer.status_code == 422
    assert ">\nΤο τελευταίο</textarea>" in answer.content.decode()
    assert Event.objects.count() == acts.MOST_MESSAGES
    # What was added before is still added, however often it is sent.
    assert not acts.add(request, form="0", text="Ξανά")


def test_not_yet_and_solved_have_an_end_until_the_support_answers_again() -> None:
    request = answered()
    for _round in range(acts.MOST_REOPENED + 5):
        reader().post(links.page(request, "not-yet"))
        reader().post(links.page(request, "yes"))
    assert Event.objects.filter(kind="reopened").count() == acts.MOST_REOPENED
    mails = OutboundMail.objects.filter(kind="contact request").count()
    assert mails == acts.MOST_REOPENED + 1
    page = page_of(request)
    assert links.page(request, "not-yet") not in page
    assert 'name="message"' in page
    assert acts.solve(request, article=kb.make_family())
    assert acts.reopen(request)


@pytest.mark.parametrize("view", ["yes", "not-yet", "rate", "add"])
def test_whatever_is_done_on_the_page_its_address_is_in_no_cookie(view: str) -> None:
    request = answered()
    typed = {"message": "Ακόμη κάτι", "form": "x", "rating": "4"}
    address = links.page(request, view)
    answer = reader().post(address, typed)
    assert answer.status_code == 303
    assert address.split(":", 1)[1].partition("/")[0] not in answer.cookies.output()


def test_programs_that_open_every_link_of_every_mail_change_nothing() -> None:
    request = answered()
    acts.reopen(request)
    acts.answer(request)
    acts.add(request, form="x", text="Κάτι ακόμη")
    texts = "\n".join(OutboundMail.objects.values_list("text", flat=True))
    addresses = set(re.findall(r"^http://\S+$", texts, re.MULTILINE))
    assert len({address.split("/")[-2] for address in addresses} & {"answered", "solved"}) == 2
    before = snapshot()
    for address in addresses:
        path = address.partition("//")[2].partition("/")[2]
        for method in ("get", "head"):
            answer = getattr(reader(), method)(f"/{path}")
            assert answer.status_code == 200, address
    for view in ("yes", "not-yet"):
        assert reader().get(links.page(request, view)).status_code == 200
    assert snapshot() == before


def test_an_answered_request_asks_on_its_page_and_solved_closes_it() -> None:
    request = answered(locale="da")
    assert 'action="' + links.page(request, "yes") in page_of(request)
    for _click in range(2):
        answer = reader().post(links.page(request, "yes"))
        assert answer["Location"] == links.page(request)
    request.refresh_from_db()
    assert (request.state, request.outcome) == (RequestState.SOLVED, Confirmation.YES)
    assert Event.objects.filter(kind="confirmed").count() == 1


def test_not_yet_reopens_tells_the_support_in_the_thread_and_offers_to_add() -> None:
    request = answered(locale="ar")
    first = OutboundMail.objects.get(kind="contact request")
    for _click in range(2):
        assert reader().post(links.page(request, "not-yet")).status_code == 303
    request.refresh_from_db()
    assert (request.state, request.outcome, request.solved_at) == ("received", "no", None)
    told = OutboundMail.objects.filter(kind="contact request").exclude(pk=first.pk)
    assert [mail.headers["In-Reply-To"] for mail in told] == [first.message_id]
    assert 'action="' + links.page(request, "add") in page_of(request)


@pytest.mark.parametrize("chosen", ["yes", "not-yet"])
def test_what_was_chosen_in_the_mail_is_the_first_button_and_the_only_primary_one(
    chosen: str,
) -> None:
    page = reader().get(links.page(answered(locale="el"), chosen)).content.decode()
    buttons = re.findall(r'action="[^"]+/([\w-]+)/"><button class="([^"]+)"', page)
    assert buttons[0][0] == chosen
    assert ["button--primary" in look for _address, look in buttons] == [True, False]


@pytest.mark.parametrize("said", ["yes", "not-yet"])
def test_what_was_said_is_not_asked_again(said: str) -> None:
    request = answered(locale="da")
    address = links.page(request, said)
    asking = reader().get(address).content.decode()
    reader().post(address)
    page = reader().get(address).content.decode()
    assert f'action="{address}"' in asking
    assert f'action="{address}"' not in page
    assert f'action="{links.page(request, "add")}"' in page


def test_a_request_that_nobody_marked_stays_as_received_whatever_is_posted() -> None:
    request = sent()
    for view in ("yes", "not-yet", "rate"):
        reader().post(links.page(request, view), {"rating": "5", "word": "καλά"})
    request.refresh_from_db()
    assert (request.state, request.outcome, request.rating, request.word) == (
        "received",
        "",
        None,
        "",
    )
    assert not Event.objects.exists()
    assert OutboundMail.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"rating": "4", "word": "ταχύτητα"}, (4, "ταχύτητα")),
        ({"rating": "2"}, (2, "")),
        ({"word": "ممتاز"}, (None, "ممتاز")),
        ({}, (None, "")),
    ],
)
def test_a_number_and_a_word_are_both_optional(typed: dict[str, str], kept: Any) -> None:
    request = answered()
    acts.confirm(request)
    assert reader().post(links.page(request, "rate"), typed).status_code == 303
    request.refresh_from_db()
    assert (request.rating, request.word) == kept


def test_the_first_rating_counts() -> None:
    request = answered()
    acts.confirm(request)
    for rating in ("5", "1"):
        reader().post(links.page(request, "rate"), {"rating": rating})
    request.refresh_from_db()
    assert request.rating == 5


@pytest.mark.parametrize("rating", ["0", "6", "x", "5.0", "٥"])
def test_what_is_no_rating_is_told(rating: str) -> None:
    request = answered()
    acts.confirm(request)
    answer = reader().post(links.page(request, "rate"), {"rating": rating})
    assert answer.status_code == 422
    request.refresh_from_db()
    assert request.rating is None


@pytest.mark.parametrize("view", ["sent", "add", "yes", "not-yet", "rate"])
def test_a_tampered_address_leads_nowhere(view: str) -> None:
    request, other = sent(), sent(message="Άλλο")
    address = links.page(request, view)
    for changed in (
        address.replace(request.reference, other.reference),
        address.replace(request.reference, request.reference.lower()),
        address.replace(":", ":x"),
        links.desk(request, "desk-answered").partition("/en/")[2].replace("answered/", ""),
    ):
        path = changed if changed.startswith("/") else f"/en/{changed}"
        assert reader().get(path).status_code in {404, 405}
        assert reader().post(path).status_code in {404, 405}


def test_somebody_elses_page_can_say_nothing_on_it() -> None:
    request = answered()
    for view in ("yes", "not-yet", "add", "rate"):
        fields = {"message": "words of theirs", "form": "x", "rating": "1"}
        client = reader(**{"sec-fetch-site": "cross-site"})
        assert client.post(links.page(request, view), fields).status_code == 200
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("answered", "")
    assert not Event.objects.exclude(kind="answered").exists()


def test_the_page_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    request = sent()
    for number in range(3):
        acts.add(request, form=str(number), text="Ξανά")
    page_of(request)
    with django_assert_max_num_queries(10):
        page_of(request)
