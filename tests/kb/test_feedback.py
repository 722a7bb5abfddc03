import re
import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.feedback import actions, voters
from kb.feedback.figures import Helpfulness, helpfulness, helpfulness_of
from kb.feedback.interval import wilson
from kb.feedback.models import Reason, Vote
from kb.feedback.own import voted_down
from kb.models import HelpPage
from portal.accounts import personal_data
from portal.actors import Uncounted
from portal.journal.models import Step
from portal.journal.shares import Exclusion
from search.index.models import Change
from tests.factories.actors import acting
from tests.factories.journal import FIREFOX
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page() -> HelpPage:
    return make_page()


def vote(client: Client, page: HelpPage, helpful: str = "yes", **more: Any) -> Any:
    data = {"helpful": helpful, "revision": page.live_revision_id, **more.pop("data", {})}
    return client.post(f"/el/help/{page.slug}/vote/", data, **(HERE | more))


def explain(client: Client, page: HelpPage, answer: Any, **data: str) -> Any:
    signed = re.search(r'name="vote" value="([^"]+)"', answer.content.decode())
    data = {"vote": signed[1] if signed else "", **data}
    return client.post(f"/el/help/{page.slug}/reason/", data, **HERE)


def test_the_cached_page_asks_for_a_vote_bound_to_its_revision(
    client: Client, page: HelpPage
) -> None:
    response = client.get(f"/en/help/{page.slug}/")
    html = response.content.decode()
    assert f'name="revision" value="{page.live_revision_id}"' in html
    assert not response.cookies
    assert "csrf" not in html


def test_a_strangers_vote_sets_a_token_and_is_counted_once(page: HelpPage) -> None:
    client = Client(headers={"user-agent": FIREFOX})
    response = vote(client, page)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert list(response.cookies) == ["voter"]
    cookie = response.cookies["voter"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert not vote(client, page).cookies
    given = Vote.objects.get()
    assert (given.helpful, given.revision_id) == (True, page.live_revision_id)
    assert (given.reader_locale, given.text_locale) == ("el", "en")
    assert cookie.value not in given.voter
    assert Step.objects.filter(kind="vote").count() == 1


def test_over_https_the_token_is_bound_to_the_host(client: Client, page: HelpPage) -> None:
    response = vote(client, page, secure=True)
    assert list(response.cookies) == ["__Host-voter"]
    assert response.cookies["__Host-voter"]["secure"]


def test_a_vote_can_be_changed_and_loses_its_reason(client: Client, page: HelpPage) -> None:
    answer = vote(client, page, "no")
    assert (
        explain(client, page, answer, reason="unclear", comment="Ποιο κουμπί;").status_code == 200
    )
    given = Vote.objects.get()
    assert (given.reason, given.comment) == (Reason.UNCLEAR, "Ποιο κουμπί;")
    vote(client, page, "yes")
    given.refresh_from_db()
    assert (given.helpful, given.reason, given.comment) == (True, "", "Ποιο κουμπί;")


def test_two_browsers_never_see_each_others_vote(page: HelpPage) -> None:
    mine, other = Client(), Client()
    answer = vote(mine, page, "no")
    explain(mine, page, answer, comment="only mine")
    path = f"/el/help/{page.slug}/vote/"
    assert "only mine" in mine.get(path).content.decode()
    assert "only mine" not in other.get(path).content.decode()
    vote(other, page, "yes")
    assert Vote.objects.count() == 2


def test_the_reason_needs_no_cookie(page: HelpPage) -> None:
    answer = vote(Client(), page, "no")
    assert explain(Client(), page, answer, reason="wrong").status_code == 200
    assert Vote.objects.get().reason == Reason.WRONG


def test_an_account_has_one_vote_in_all_browsers(page: HelpPage, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("a@example.com")
    for helpful in ("yes", "no"):
        client = Client()
        client.force_login(user)
        assert "voter" not in vote(client, page, helpful).cookies
    given = Vote.objects.get()
    assert (given.voter, given.helpful) == (voters.account(user.pk), False)


def test_what_did_not_help_a_voter_is_known_for_that_voter_alone(
    client: Client, page: HelpPage
) -> None:
    vote(client, page, "no")
    assert voted_down(acting()) == frozenset()
    voter = acting(voter_token=client.cookies["voter"].value)
    assert voted_down(voter) == {f"article:{page.slug}"}
    vote(client, page, "yes")
    assert voted_down(voter) == frozenset()


def test_htmx_gets_the_part_alone(client: Client, page: HelpPage) -> None:
    html = vote(client, page, HTTP_HX_REQUEST="true").content.decode()
    assert html.lstrip().startswith('<section id="vote"')
    assert "<html" not in html


def test_posts_from_elsewhere_are_asked_about(client: Client, page: HelpPage) -> None:
    response = vote(client, page, HTTP_SEC_FETCH_SITE="cross-site")
    assert b'name="helpful" value="yes"' in response.content
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"helpful": "maybe"},
        {"helpful": ""},
        {"revision": "999999"},
        {"revision": "9" * 40},
        {"revision": "-1"},
        {"revision": "x\0"},
    ],
)
def test_a_wrong_vote_is_answered_clearly(
    client: Client, page: HelpPage, data: dict[str, str]
) -> None:
    response = vote(client, page, data=data)
    assert response.status_code == 400
    assert b"field__error" in response.content
    assert not Vote.objects.exists()


def test_a_revision_of_another_article_is_refused(client: Client, page: HelpPage) -> None:
    other = make_page(make_family("Other"))
    assert vote(client, page, data={"revision": other.live_revision_id}).status_code == 400


@pytest.mark.parametrize(
    "data", [{"reason": "because"}, {"reason": "solved"}, {"comment": "κ" * 1001}]
)
def test_a_wrong_reason_is_answered_clearly_and_keeps_what_was_typed(
    client: Client, page: HelpPage, data: dict[str, str]
) -> None:
    answer = vote(client, page, "no")
    response = explain(client, page, answer, **({"comment": "kept"} | data))
    assert response.status_code == 400
    html = response.content.decode()
    assert data.get("comment", "kept") in html
    assert "field__error" in html


def test_a_comment_is_cleaned_and_never_markup(client: Client, page: HelpPage) -> None:
    answer = vote(client, page, "no")
    explain(client, page, answer, comment="<script>\0x</script>")
    assert "\0" not in Vote.objects.get().comment
    html = client.get(f"/el/help/{page.slug}/vote/").content.decode()
    assert "<script>x" not in html


def test_a_reason_without_a_vote_is_refused_and_shown_again(
    client: Client, page: HelpPage
) -> None:
    data = {"vote": "1:forged", "comment": "Λείπει <b>κάτι</b>"}
    response = client.post(f"/el/help/{page.slug}/reason/", data, **HERE)
    assert response.status_code == 400
    assert "Λείπει &lt;b&gt;κάτι&lt;/b&gt;" in response.content.decode()


def test_what_cannot_be_read_cannot_be_voted_on(client: Client) -> None:
    page = make_page(live=False)
    assert vote(client, page, data={"revision": ""}).status_code == 404


def test_the_database_holds_one_vote_a_voter() -> None:
    family = make_family()
    said = {"reader_locale": "en", "text_locale": "en"}
    Vote.objects.create(family=family, voter="token:a", helpful=True, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(family=family, voter="token:a", helpful=False, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(family=family, voter="token:b", helpful=True, reason="wrong", **said)


@pytest.mark.django_db(transaction=True)
def test_sent_eight_times_at_once_it_is_one_vote() -> None:
    page = make_page()
    family = page.family
    start, errors = threading.Barrier(8), []

    def send(helpful: bool) -> None:
        try:
            start.wait()
            actions.cast(
                family=family,
                voter="token:x",
                helpful=helpful,
                revision=None,
                reader_locale="en",
                text_locale="en",
            )
        except Exception as error:  # noqa: BLE001 - reported below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(bool(number % 2),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Vote.objects.count() == 1


SAID: dict[str, Any] = {"revision": None, "reader_locale": "el", "text_locale": "el"}


def test_who_has_voted_is_not_asked_for_room_again() -> None:
    family = make_family("Κόμβος")
    actions.cast(family=family, voter="token:κ", helpful=True, **SAID)
    with CaptureQueriesContext(connection) as queries:
        actions.cast(
            family=family,
            voter="token:κ",
            helpful=True,
            has_room=lambda: pytest.fail("asked"),
            **SAID,
        )
    votes = [query["sql"] for query in queries if '"kb_vote"' in query["sql"]]
    assert [sql.split()[0] for sql in votes] == ["SELECT", "UPDATE"]


@pytest.mark.parametrize(("first", "then"), [("", "privacy"), ("robot", ""), ("share", "")])
def test_search_is_told_when_the_same_vote_is_in_rates_no_longer_or_again(
    first: str, then: str
) -> None:
    family = make_family("Κόμβος")
    actions.cast(family=family, voter="token:κ", helpful=True, uncounted=first, **SAID)
    for uncounted, news in ((then, 1), (then, 0)):
        Change.objects.all().delete()
        actions.cast(family=family, voter="token:κ", helpful=True, uncounted=uncounted, **SAID)
        assert Change.objects.count() == news


@pytest.mark.parametrize("why", list(Uncounted))
@pytest.mark.parametrize("mark", ["", Exclusion.SHARE])
def test_whose_vote_is_not_counted_no_share_brings_into_rates(why: str, mark: str) -> None:
    family = make_family("Κόμβος")
    actions.cast(family=family, voter="token:κ", helpful=True, uncounted=why, **SAID)
    Change.objects.all().delete()
    actions.leave_out(Vote.objects.all(), mark)
    assert Vote.objects.get().uncounted == why
    assert not Change.objects.exists()


def test_figures_are_yes_over_all_with_wilsons_bounds() -> None:
    family, other = make_family(), make_family("Other")
    for number in range(10):
        given = Vote.objects.create(
            family=family,
            voter=f"token:{number}",
            helpful=number < 7,
            reason="" if number < 7 else "wrong",
            reader_locale="en",
            text_locale="en",
        )
    assert given.reason == "wrong"
    figure = helpfulness(family)
    assert (figure.yes, figure.no, figure.n, figure.rate) == (7, 3, 10, 0.7)
    assert figure.lower == pytest.approx(0.3968, abs=1e-4)
    assert figure.upper == pytest.approx(0.8922, abs=1e-4)
    assert helpfulness_of([other.pk])[other.pk] == Helpfulness()
    assert Helpfulness().rate is Helpfulness().lower is None
    assert wilson(0, 3)[0] == 0.0


def test_a_members_votes_are_handed_out_and_erased(
    client: Client, page: HelpPage, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("a@example.com")
    client.force_login(user)
    explain(client, page, vote(client, page, "no"), comment="mine")
    [exported] = personal_data.export(user)["help"]
    assert (exported["article"], exported["comment"]) == (page.slug, "mine")
    personal_data.erase(user)
    left = Vote.objects.get()
    assert left.comment == ""
    assert "account" not in left.voter
