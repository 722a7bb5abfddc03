"""Comments are answered or closed by who works in their language; addresses stay unseen."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kb.feedback import actions, dealing
from kb.feedback.admin.views import address
from kb.feedback.models import Closing, Vote
from kb.feedback.waiting import for_owners
from kb.models import HelpPage
from portal.accounts import personal_data
from portal.home import site
from portal.mail.models import OutboundMail
from tests.factories import accounts, votes
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
COMMENT = "Το τρίτο βήμα δεν υπάρχει στη συσκευή μου"


@pytest.fixture
def page() -> HelpPage:
    site.set_up()
    return make_page(make_family("Κρύο δωμάτιο", source="el"), "el", title="Κρύο δωμάτιο")


@pytest.fixture
def comment(page: HelpPage) -> Vote:
    return votes.vote(page, comment=COMMENT, reason="did_not_work")


def html(user: Any, page: HelpPage, *asked: str) -> str:
    answer = browser(user).get(address(page.family.slug, *asked))
    assert answer.status_code == 200
    return str(answer.content.decode())


def act(user: Any, vote: Vote, **data: str) -> Any:
    data = {"vote": str(vote.pk), **data}
    return browser(user).post(address(vote.family.slug), data)


def test_beside_the_text_stand_versions_with_their_votes_reasons_and_comments(
    page: HelpPage, comment: Vote
) -> None:
    votes.vote(page, helpful=True)
    votes.vote(page, uncounted="robot")
    page = votes.rewrite(page, "Ανοίξτε τη βαλβίδα με το κλειδί που είναι στο κουτί.")
    votes.vote(page, helpful=True)
    author = accounts.writer()
    answer = browser(author).get(address(page.family.slug))
    [text] = answer.context["texts"]
    rows = [(row.version.number, row.votes.yes, row.votes.no) for row in text.rows]
    assert rows == [(2, 1, 0), (1, 1, 1)]
    assert [reason[1] for reason in text.rows[1].reasons] == [1]
    assert COMMENT in answer.content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    beside = browser(author).get(edit).content.decode()
    assert COMMENT in beside
    assert f"{address(page.family.slug, 'el')}" in beside


def test_an_answer_goes_by_mail_in_the_readers_language_and_shows_nobody_the_address(
    page: HelpPage, comment: Vote
) -> None:
    votes.wait(comment, "eleni@example.com")
    author = accounts.writer("Åse", locale="nb")
    assert "eleni@example.com" not in html(author, page)
    words = {f"a{comment.pk}-words": "Δοκιμάστε το δεύτερο κουμπί."}
    assert act(author, comment, act="answer", **words).status_code == 302
    mail = OutboundMail.objects.get(kind__startswith="answer.comment")
    assert (mail.to, mail.locale) == ("eleni@example.com", "el")
    assert "Δοκιμάστε το δεύτερο κουμπί." in mail.text
    assert COMMENT in mail.text
    assert "Åse" not in mail.text
    assert "List-Unsubscribe" in mail.headers
    assert "eleni@example.com" not in html(author, page)
    again = act(author, comment, act="answer", **words)
    assert again.context["comments"][0].form.errors
    assert OutboundMail.objects.filter(kind__startswith="answer.comment").count() == 1


def test_without_an_address_there_is_no_answer_and_what_was_typed_stays(
    page: HelpPage, comment: Vote
) -> None:
    author = accounts.writer()
    typed = "Δοκιμάστε το δεύτερο κουμπί."
    answer = act(author, comment, act="answer", **{f"a{comment.pk}-words": typed})
    assert typed in answer.content.decode()
    assert not Closing.objects.exists()
    assert not OutboundMail.objects.exists()
    empty = act(author, comment, act="answer", **{f"a{comment.pk}-words": " "})
    assert empty.context["comments"][0].form.errors


def test_a_comment_is_closed_opened_again_and_opens_by_itself_with_other_words(
    page: HelpPage, comment: Vote
) -> None:
    author = accounts.writer("Åse")
    for state in ("closed", "open", "closed"):
        act(author, comment, act="close" if state == "closed" else "reopen")
        assert COMMENT in html(author, page, "", state)
        assert COMMENT not in html(author, page, "", "answered")
    closing = Closing.objects.get()
    assert (closing.by, closing.answer) == (author, "")
    actions.explain(vote=comment, reason="unclear", comment=COMMENT)
    assert Closing.objects.exists()
    actions.explain(vote=comment, reason="unclear", comment="Ούτε το τέταρτο")
    assert not Closing.objects.exists()


def test_each_sees_what_is_of_their_languages_and_deals_with_that_alone(
    page: HelpPage, comment: Vote
) -> None:
    danish = make_page(page.family, "da", title="Koldt rum")
    votes.vote(danish, comment="Trin tre mangler")
    swedish = votes.vote(danish, reader="sv", comment="Steg tre saknas")
    greek, swede = accounts.translator(into="el"), accounts.translator("Sve", into="sv")
    assert COMMENT in html(greek, page)
    assert "Trin tre mangler" not in html(greek, page)
    assert "Steg tre saknas" in html(swede, page)
    assert browser(greek).get(address(page.family.slug, "da")).context["filters"].chosen == ("el",)
    assert act(greek, swedish, act="close").status_code == 404
    with pytest.raises(PermissionDenied):
        dealing.close(swedish, actor=acting(greek))
    manager = accounts.manager_of("el")
    assert COMMENT in html(manager, page)
    assert "Trin tre mangler" not in html(manager, page)
    act(manager, comment, act="close")
    assert not Closing.objects.exists()
    dealing.close(swedish, actor=acting(swede))
    assert browser(accounts.member()).get(address(page.family.slug)).status_code == 302


def test_the_owner_of_an_article_finds_its_comments_on_the_start_page(
    page: HelpPage, comment: Vote
) -> None:
    owner = accounts.writer()
    assert list(for_owners(acting(owner))) == []
    page.family.owner = owner
    page.family.save()
    [to_do] = for_owners(acting(owner))
    assert to_do.address == address(page.family.slug, state="open")
    dealing.close(comment, actor=acting(owner))
    assert list(for_owners(acting(owner))) == []


def test_who_dealt_with_a_comment_takes_their_name_along(page: HelpPage, comment: Vote) -> None:
    author = accounts.writer()
    dealing.close(comment, actor=acting(author))
    [exported] = personal_data.export(author)["comments_dealt_with"]
    assert exported["article"] == page.family.slug
    personal_data.erase(author)
    assert Closing.objects.get().by is None


def test_who_closes_a_comment_is_led_back_to_it(comment: Vote) -> None:
    answer = act(accounts.writer(), comment, act="close")
    assert answer.url == f"{address(comment.family.slug)}#comment-{comment.pk}"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"act": "close", "vote": "x"},
        {"act": "close", "vote": "9" * 40},
        {"act": "answer"},
        {"act": "tell", "version": "١"},
        {"act": "tell"},
    ],
)
def test_what_names_nothing_changes_nothing(
    page: HelpPage, comment: Vote, data: dict[str, str]
) -> None:
    answer = browser(accounts.publisher()).post(address(page.family.slug), data)
    assert answer.status_code == (404 if data else 302)
    assert not Closing.objects.exists()


def test_the_database_is_asked_as_often_for_many_comments_as_for_one(
    page: HelpPage, comment: Vote
) -> None:
    author, counts = browser(accounts.writer()), []
    for more in (0, 0, 12):
        for number in range(more):
            votes.vote(page, comment=f"Σχόλιο {number}")
        with CaptureQueriesContext(connection) as queries:
            answer = author.get(address(page.family.slug))
        counts.append(len(queries))
    assert len(answer.context["comments"]) == 13
    assert counts[2] <= counts[1]
