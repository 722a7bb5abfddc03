"""Whom a text did not help is told once of another one, and says once whether it is better."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from kb.feedback import actions, by_version, outcomes, rewriting, versions
from kb.feedback.models import Outcome, Vote
from kb.models import HelpPage
from portal.accounts import personal_data
from portal.mail.models import OutboundMail
from portal.watches import telling
from portal.watches.asking import AskResult, ask
from portal.watches.models import LONGEST_ABOUT, Watch
from tests.factories import accounts, votes
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
database = pytest.mark.django_db


@pytest.fixture
def page() -> HelpPage:
    return make_page(make_family("Κρύο δωμάτιο", source="el"), "el", title="Κρύο δωμάτιο")


def told() -> list[str]:
    """Whom the mails of rewritten texts went to."""
    telling.tell_called()
    mails = OutboundMail.objects.filter(kind="watch.rewritten").order_by("pk")
    return list(mails.values_list("to", flat=True))


@database
def test_who_left_an_address_is_told_once_in_their_language_with_two_links(
    page: HelpPage,
) -> None:
    votes.wait(votes.vote(page))
    assert told() == []
    votes.rewrite(page, "Ανοίξτε τη βαλβίδα με το κλειδί που είναι στο κουτί.")
    assert told() == ["eleni@example.com"]
    assert not Watch.objects.exists()
    mail = OutboundMail.objects.get(kind="watch.rewritten")
    assert mail.locale == "el"
    assert f"/el/help/{page.slug}/" in mail.text
    said = re.findall(r"/el/help-rewritten/key/\S+\?said=(\w+)", mail.text)
    assert said == ["better", "still_not"]
    votes.rewrite(page, "Και πάλι ένα άλλο κείμενο για το κρύο δωμάτιο.")
    assert told() == ["eleni@example.com"]


@database
def test_a_change_that_says_the_same_tells_nobody_until_an_editor_says_it_answers(
    page: HelpPage,
) -> None:
    page = votes.rewrite(page, "Ανοίξτε τη βαλβίδα.")
    votes.wait(votes.vote(page))
    page = votes.rewrite(page, "Ανοίξτε, τη βαλβίδα!")
    assert told() == []
    version = versions.latest(page)
    assert version is not None
    with pytest.raises(PermissionDenied):
        rewriting.tell(version, actor=acting(accounts.writer()))
    assert rewriting.tell(version, actor=acting(accounts.publisher())) == 1
    assert told() == ["eleni@example.com"]


@database
def test_a_reader_who_got_another_language_is_told_of_the_text_in_their_own(
    page: HelpPage,
) -> None:
    danish = make_page(page.family, "da", title="Koldt rum")
    votes.wait(votes.vote(page, reader="sv"), "sven@example.com")
    votes.wait(votes.vote(danish), "dorte@example.com")
    make_page(page.family, "sv", title="Kallt rum")
    assert told() == ["sven@example.com"]
    votes.rewrite(danish, "Luk ventilen helt, og vent i ti minutter.")
    assert told() == ["sven@example.com", "dorte@example.com"]


@database
def test_nobody_is_told_of_what_they_may_not_read(page: HelpPage) -> None:
    votes.wait(votes.vote(page))
    hidden = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    page = votes.rewrite(page, "Μόνο για μέλη: ανοίξτε τη βαλβίδα.")
    assert told() == []
    hidden.delete()
    votes.rewrite(page, "Για όλους: ανοίξτε τη βαλβίδα με το κλειδί.")
    assert told() == ["eleni@example.com"]


@database
def test_whom_it_helps_meanwhile_waits_no_more(page: HelpPage) -> None:
    given = votes.vote(page, voter="token:κ")
    votes.wait(given)
    said = {"reader_locale": "el", "text_locale": "el", "revision": page.live_revision}
    actions.cast(family=page.family, voter="token:κ", helpful=True, **said)
    assert not Watch.objects.exists()
    assert rewriting.look(rewriting.name(given), acting(language="el")) is None


@database
def test_after_a_no_the_way_to_wait_is_offered_and_after_a_yes_it_is_not(
    client: Client, page: HelpPage
) -> None:
    for helpful, is_offered in (("no", True), ("yes", False)):
        data = {"helpful": helpful, "revision": page.live_revision_id}
        answer = client.post(f"/el/help/{page.slug}/vote/", data, **HERE)
        given = Vote.objects.get()
        way = f"/el/tell-me/rewritten/{rewriting.name(given)}/"
        assert (way in answer.content.decode()) is is_offered
        assert client.get(way).status_code == (200 if is_offered else 404)


@database
def test_who_asks_when_there_is_a_new_text_already_hears_so_at_once(page: HelpPage) -> None:
    given = votes.vote(page)
    votes.rewrite(page, "Ανοίξτε τη βαλβίδα με το κλειδί που είναι στο κουτί.")
    wish = {"occasion": rewriting.NAME, "about": rewriting.name(given), "email": "a@example.com"}
    assert ask(actor=acting(language="el"), **wish) is AskResult.HAS_COME


@database
def test_programs_that_open_links_say_nothing_and_the_first_word_of_a_reader_stays(
    client: Client, page: HelpPage
) -> None:
    given = votes.vote(page)
    page = votes.rewrite(page, "Ανοίξτε τη βαλβίδα με το κλειδί που είναι στο κουτί.")
    version = versions.latest(page)
    assert version is not None
    way = outcomes.address(given, version, "el")
    for said in ("", "?said=better", "?said=still_not"):
        assert client.get(way + said).status_code == client.head(way + said).status_code == 200
    assert client.post(way, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Outcome.objects.exists()
    for said in ("still_not", "better"):
        assert client.post(way, {"said": said}).status_code == 200
    assert [(one.said, one.version) for one in Outcome.objects.all()] == [("still_not", version)]
    [text] = by_version.texts(page.family, ["el"])
    rows = [(row.votes.no, row.better, row.still_not, row.is_current) for row in text.rows]
    assert rows == [(0, 0, 1, True), (1, 0, 0, False)]


@database
@pytest.mark.parametrize("signed", ["x", "1-1:x", "é:é", "1" * 400])
def test_an_address_that_is_none_of_ours_is_told_so(client: Client, signed: str) -> None:
    assert client.get(f"/el/help-rewritten/key/{signed}/").status_code == 404


@database
def test_an_account_that_is_erased_waits_no_more(page: HelpPage) -> None:
    member = accounts.member("Ελένη")
    given = votes.vote(page, voter=f"account:{member.pk}", comment="Λείπει ένα βήμα")
    about = rewriting.name(given)
    ask(actor=acting(member, language="el"), occasion=rewriting.NAME, about=about)
    [exported] = personal_data.export(member)["help"]
    assert (exported["version"], exported["of_later_versions"]) == (1, [])
    personal_data.erase(member)
    assert not Watch.objects.exists()


@given(st.text(max_size=60))
def test_a_name_that_somebody_makes_up_is_no_votes(made_up: str) -> None:
    assert rewriting.vote_of(made_up) is None
    assert rewriting.vote_of(f"12-{made_up}") is None


def test_a_name_fits_where_it_is_kept() -> None:
    assert len(rewriting.name(Vote(pk=10**18 - 1))) <= LONGEST_ABOUT
