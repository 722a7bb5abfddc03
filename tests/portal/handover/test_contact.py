"""The way through the form, without a script."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail

from portal.accounts.models import User
from portal.deflection.models import Attempt
from portal.handover.models import ContactRequest
from portal.journal.models import DailyTotal, Step
from portal.limits.table import LETTERS
from portal.mail import delivery
from portal.mail.models import OutboundMail
from tests.factories import support
from tests.factories.handover import filled_in, hit, reader, start_in, trail_field
from tests.factories.kb import make_page

pytestmark = pytest.mark.django_db

type Searching = Callable[..., dict[str, Any]]


def fresh_start(client: Any, locale: str = "en") -> str:
    return start_in(client.get(f"/{locale}/contact/").content.decode())


def kinds() -> list[str]:
    return list(Step.objects.order_by("pk").values_list("kind", flat=True))


def test_opening_the_form_is_a_step_and_no_start(searching: Searching) -> None:
    fresh_start(reader())
    assert kinds() == ["contact_opened"]
    assert not Attempt.objects.exists()


def test_without_suggestions_the_request_is_sent_at_once(searching: Searching) -> None:
    searching()
    client = reader()
    response = client.post(
        "/el/contact/", filled_in(start=fresh_start(client, "el"), action="continue")
    )
    assert response.status_code == 303
    request = ContactRequest.objects.get()
    assert (request.locale, request.email) == ("el", "anna@example.com")
    receipt = client.get(response["Location"])
    assert request.reference in receipt.content.decode()
    start = Attempt.objects.get()
    assert (start.reader_locale, start.outcome, start.saw_suggestions) == ("el", "sent", False)
    assert kinds() == ["contact_opened", "contact_started", "contact_sent"]


@pytest.mark.parametrize(("market", "kept"), [("GR", "GR"), ("ZZ", ""), ("DE", "")])
def test_a_request_is_of_a_market_that_is_served_or_of_none(
    searching: Searching, market: str, kept: str
) -> None:
    searching()
    support.market("GR"), support.market("NO")
    client = reader()
    client.cookies["market"] = market
    form = filled_in(start=fresh_start(client, "el"), action="send")
    assert client.post("/el/contact/", form).status_code == 303
    assert ContactRequest.objects.get().market == kept
    assert Attempt.objects.get().market == kept


def test_suggestions_are_shown_before_sending_with_what_was_typed(searching: Searching) -> None:
    searching(hit())
    client = reader()
    page = client.post("/en/contact/", filled_in(start=fresh_start(client))).content.decode()
    assert "This solved it" in page
    assert "Send it anyway" in page
    assert "anna@example.com" in page
    assert not ContactRequest.objects.exists()
    assert Attempt.objects.get().saw_suggestions
    assert kinds()[1:] == ["contact_started", "suggested"]


def test_send_it_anyway_sends(searching: Searching) -> None:
    searching(hit())
    client = reader()
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start))
    response = client.post("/en/contact/", filled_in(start=start, action="send"))
    assert response.status_code == 303
    assert Attempt.objects.get().outcome == "sent"


def test_who_sends_anyway_need_not_say_so_twice_where_something_is_wrong(
    searching: Searching,
) -> None:
    searching(hit())
    client = reader()
    fields = filled_in(start=fresh_start(client), email="", action="send")
    wrong = client.post("/el/contact/", fields)
    assert wrong.status_code == 422
    offered = re.findall(r'name="action" value="(\w+)"', wrong.content.decode())
    assert offered == ["send", "send"]
    fields |= {"email": "anna@example.com", "action": offered[0]}
    assert client.post("/el/contact/", fields).status_code == 303


def test_this_solved_it_sends_nothing_and_counts_once(searching: Searching) -> None:
    searching(hit())
    client = reader()
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start))
    for _click in range(2):
        response = client.post("/en/contact/solved/", filled_in(start=start, action="solved"))
        assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 200
    assert Attempt.objects.get().outcome == "solved"
    assert not ContactRequest.objects.exists()
    assert kinds().count("solved") == 1


def test_a_request_sent_after_all_is_no_longer_solved(searching: Searching) -> None:
    searching(hit())
    client = reader()
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start))
    client.post("/en/contact/solved/", {"start": start})
    client.post("/en/contact/", filled_in(start=start, action="send"))
    client.post("/en/contact/solved/", {"start": start})
    assert Attempt.objects.get().outcome == "sent"


def test_opening_a_suggestion_is_counted_and_leads_to_the_article(searching: Searching) -> None:
    searching(hit(title="Ο κόμβος", locale="el", is_foreign=True))
    client = reader()
    page = client.post("/en/contact/", filled_in(start=fresh_start(client))).content.decode()
    address = re.search(r'href="(/en/contact/open/[^"]+)"', page)
    assert address
    for _click in range(2):
        response = client.get(address[1])
        assert response["Location"] == "/en/help/hub-offline/"
    reader(**{"sec-purpose": "prefetch"}).get(address[1])
    assert Attempt.objects.get().opened_at is not None
    assert kinds().count("suggestion_opened") == 1
    assert 'lang="el"' in page


@pytest.mark.parametrize("signed", ["x", "a:b", "%00", "eyJ9:x"])
def test_addresses_we_did_not_sign_lead_nowhere(signed: str) -> None:
    for place in ("open", "sent"):
        assert reader().get(f"/en/contact/{place}/{signed}/").status_code == 404


def test_what_was_just_read_is_not_suggested_again(searching: Searching) -> None:
    asked = searching(hit())
    client = reader()
    fields = filled_in(
        start=fresh_start(client), trail=[trail_field("article", "hub-offline", "Hub")]
    )
    assert client.post("/en/contact/", fields).status_code == 303
    assert set(asked["without"]) == {"article:hub-offline"}
    assert ContactRequest.objects.get().trail[0]["title"] == "Hub"


def test_a_failing_search_never_blocks(searching: Searching, caplog: Any) -> None:
    searching(fails=True)
    client = reader()
    response = client.post("/en/contact/", filled_in(start=fresh_start(client)))
    assert response.status_code == 303
    assert ContactRequest.objects.count() == 1
    assert "No suggestions" in caplog.text


def test_a_doubled_click_sends_one_request(searching: Searching) -> None:
    searching()
    client = reader()
    fields = filled_in(start=fresh_start(client), action="send")
    places = {client.post("/en/contact/", fields)["Location"] for _click in range(3)}
    assert len(places) == 1
    assert ContactRequest.objects.count() == 1
    assert OutboundMail.objects.count() == 2
    assert kinds().count("contact_sent") == 1


def test_an_old_form_used_again_is_another_request(searching: Searching) -> None:
    searching()
    client = reader()
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start, action="send"))
    client.post("/en/contact/", filled_in(start=start, action="send", message="Another thing"))
    assert ContactRequest.objects.count() == 2


def test_the_support_and_the_reader_get_their_mails(searching: Searching, settings: Any) -> None:
    searching()
    client = reader()
    fields = filled_in(
        start=fresh_start(client, "el"),
        message="Ο κόμβος δεν συνδέεται",
        product="Hub 2",
        trail=[trail_field("search", "hub", "hub"), trail_field("article", "wifi", "Wi-Fi")],
    )
    client.post("/el/contact/", fields)
    assert delivery.deliver() == 2
    receipt, support = django_mail.outbox
    reference = ContactRequest.objects.get().reference
    assert support.to == [settings.SUPPORT_EMAIL]
    assert support.reply_to == ["anna@example.com"]
    assert reference in support.subject
    for part in ("Ο κόμβος δεν συνδέεται", "Hub 2", "Wi-Fi", "hub", "el"):
        assert part in support.body
    assert receipt.to == ["anna@example.com"]
    assert reference in receipt.body
    assert f"{settings.BASE_URL}/el/contact/sent/" in receipt.body
    assert "> Ο κόμβος δεν συνδέεται" in receipt.body.splitlines()


def test_whoever_types_another_ones_address_cannot_flood_it(searching: Searching) -> None:
    searching()
    for _time in range(8):
        client = reader()
        client.post("/en/contact/", filled_in(start=fresh_start(client), action="send"))
    assert ContactRequest.objects.count() == 8
    assert OutboundMail.objects.filter(to="anna@example.com").count() == 6


def test_a_member_needs_no_address_and_cannot_be_mistaken(searching: Searching) -> None:
    searching()
    member = User.objects.create_user("member@example.com", "x")
    client = reader()
    client.force_login(member)
    client.post("/en/contact/", {"message": "Help me", "start": fresh_start(client)})
    request = ContactRequest.objects.get()
    assert (request.user, request.email) == (member, "member@example.com")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Member@Example.com", "From: member@example.com (signed in)"),
        (
            "boss@example.org",
            "From: boss@example.org (address not verified), member@example.com (signed in)",
        ),
    ],
)
def test_support_is_told_which_address_was_proved(
    searching: Searching, typed: str, said: str
) -> None:
    searching()
    client = reader()
    client.force_login(User.objects.create_user("member@example.com", "x"))
    client.post("/el/contact/", filled_in(start=fresh_start(client, "el"), email=typed))
    mail = OutboundMail.objects.get(kind="contact request")
    assert said in mail.text.splitlines()


def test_readers_who_are_not_followed_leave_no_start(searching: Searching) -> None:
    searching(hit())
    client = reader(**{"sec-gpc": "1"})
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start))
    client.post("/en/contact/", filled_in(start=start, action="send"))
    assert ContactRequest.objects.count() == 1
    assert not Attempt.objects.exists()
    assert not Step.objects.exists()
    totals = dict(DailyTotal.objects.values_list("kind", "count"))
    done = ("contact_opened", "contact_started", "suggested", "contact_sent")
    assert totals == dict.fromkeys(done, 1)


def test_a_reader_who_turns_gpc_on_midway_leaves_the_rates(searching: Searching) -> None:
    searching(hit())
    client = reader()
    start = fresh_start(client)
    client.post("/en/contact/", filled_in(start=start))
    assert Attempt.objects.exists()
    reader(**{"sec-gpc": "1"}).post("/en/contact/solved/", {"start": start})
    assert not Attempt.objects.counted().exists()
    withdrawn = Attempt.objects.get()
    assert (withdrawn.visit, withdrawn.outcome, withdrawn.shown.count()) == (None, "", 0)


def test_what_happens_a_day_later_no_longer_belongs_to_the_start(searching: Searching) -> None:
    searching(hit())
    client = reader()
    with time_machine.travel("2026-03-02 23:58+00:00", tick=False) as clock:
        start = fresh_start(client)
        client.post("/en/contact/", filled_in(start=start))
        clock.shift(timedelta(hours=25))
        client.post("/en/contact/", filled_in(start=start, action="send"))
    assert Attempt.objects.get().outcome == ""
    assert ContactRequest.objects.count() == 1


def test_typing_shows_suggestions_as_a_piece_of_the_form(searching: Searching) -> None:
    searching(hit())
    client = reader()
    start = fresh_start(client)
    short = client.post("/en/contact/suggestions/", {"start": start, "message": "hu"})
    assert "This solved it" not in short.content.decode()
    assert not Attempt.objects.exists()
    for text in ("hub", "hub is", "hub is off"):
        piece = client.post("/en/contact/suggestions/", {"start": start, "message": text})
        assert "This solved it" in piece.content.decode()
        assert "<html" not in piece.content.decode()
    assert Attempt.objects.get().saw_suggestions
    assert kinds()[1:] == ["contact_started", "suggested"]
    assert client.get("/en/contact/suggestions/").status_code == 405


def test_the_form_page_costs_few_queries(
    searching: Searching, django_assert_max_num_queries: Any
) -> None:
    client = reader()
    client.get("/en/contact/")
    with django_assert_max_num_queries(12):
        client.get("/en/contact/")


def test_an_article_that_did_not_help_is_not_suggested_again(searching: Searching) -> None:
    asked = searching()
    page = make_page(title="Hub offline")
    client = reader()
    vote = {"helpful": "no", "revision": page.live_revision_id}
    client.post("/en/help/hub-offline/vote/", vote, headers={"Sec-Fetch-Site": "same-origin"})
    # Neither trail nor script: the vote alone is known.
    client.post("/en/contact/", filled_in(start=fresh_start(client)))
    assert set(asked["without"]) == {"article:hub-offline"}
    stranger = reader()
    stranger.post("/en/contact/", filled_in(start=fresh_start(stranger)))
    assert set(asked["without"]) == set()


def test_only_a_receipt_that_was_sent_is_spoken_of(searching: Searching) -> None:
    searching()
    client = reader()
    most = LETTERS["contact receipt"][0][0]
    told = []
    for number in range(most + 1):
        form = filled_in(start=fresh_start(client, "el"), message=f"Ερώτηση {number}, η ίδια;")
        sent = client.post("/el/contact/", form | {"action": "send"})
        page = client.get(sent["Location"]).content.decode()
        assert "anna@example.com" in page
        told.append("Στείλαμε εκεί" in page)
    assert told == [True] * most + [False]
