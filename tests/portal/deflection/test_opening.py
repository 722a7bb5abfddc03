"""Opening a suggestion counts for its attempt and leads on; a ping is only counted."""

from uuid import uuid4

import pytest
from django.core.signing import Signer

from portal.deflection import attempts, suggesting
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt
from portal.journal.models import Step
from search import service
from tests.factories.handover import hit, results
from tests.factories.handover import reader as browser
from tests.factories.journal import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a question's one suggestion, a Greek article, leads."""
    one = hit(url="/el/help/hub-offline/")
    monkeypatch.setattr(service, "search", lambda **_asked: results(one))
    key = uuid4()
    attempts.begin(reader(), Kind.QUESTION, key)
    found = suggesting.suggest(reader(), Kind.QUESTION, key, texts=["ο κόμβος"], locale="el")
    attempts.show(reader(), Kind.QUESTION, key, found)
    return found[0].address


def opened() -> int:
    return Step.objects.filter(kind="suggestion_opened").count()


def test_a_click_is_counted_and_leads_to_the_text(address: str) -> None:
    response = browser().get(address)
    assert response.headers["Location"] == "/el/help/hub-offline/"
    assert Attempt.objects.get().opened_at is not None
    assert Attempt.objects.get().shown.get().opened_at is not None
    assert opened() == 1


def test_a_ping_is_counted_and_leads_nowhere(address: str) -> None:
    assert browser().post(address).status_code == 204
    assert opened() == 1


def test_looking_ahead_counts_nothing(address: str) -> None:
    browser().head(address)
    browser(**{"sec-purpose": "prefetch"}).get(address)
    assert opened() == 0


def test_addresses_in_contact_pages_that_were_open_during_the_update_stay_good() -> None:
    key = uuid4()
    attempts.begin(reader(), Kind.CONTACT, key)
    opening = [key.hex, "article", "hub-offline", "/da/help/hub-offline/"]
    signed = Signer(salt="portal.handover.suggestion").sign_object(opening)
    response = browser().get(f"/da/contact/open/{signed}/")
    assert response.headers["Location"] == "/da/help/hub-offline/"
    assert Attempt.objects.get().opened_at is not None


@pytest.mark.parametrize("signed", ["x", "a:b", "eyJ9:x"])
def test_an_address_that_we_did_not_sign_is_none(signed: str) -> None:
    assert browser().get(f"/el/contact/open/{signed}/").status_code == 404
