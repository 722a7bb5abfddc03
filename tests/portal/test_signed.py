"""What we sign comes back unchanged or not at all, however long ago it was signed."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core import signing
from django.core.signing import Signer, TimestampSigner
from hypothesis import given
from hypothesis import strategies as st

from community.subscriptions import stopping
from kb import draft_links
from kb.articles.reminders import letters as reminders
from kb.feedback import outcomes
from kb.feedback import views as feedback
from kb.translation.digests import letters as digests
from portal.accounts import browsers
from portal.accounts.account_signer import AccountSigner
from portal.deflection import keys, suggesting
from portal.deflection.models import Attempt
from portal.feeds import letters as weekly
from portal.handover import links
from portal.journal import counting
from portal.signed import SignedObject, SignedText
from portal.support import taps
from portal.watches import links as watches
from search.results import clicks

REPOSITORY = Path(__file__).parents[2]
KEY = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
DAY = timedelta(days=1)
WISH = SignedText("tests.wish", int)
ADDRESS = SignedObject("tests.address", tuple, lasts=DAY)


@given(st.integers(), st.lists(st.text()))
def test_what_was_signed_comes_back(number: int, words: list[str]) -> None:
    assert WISH.read(WISH.sign(str(number))) == number
    assert ADDRESS.read(ADDRESS.sign(words)) == tuple(words)


@given(st.text())
def test_nobody_can_make_one_up(signed: str) -> None:
    assert WISH.read(signed) is None
    assert ADDRESS.read(signed) is None
    assert not ADDRESS.is_over(signed)


def test_what_is_signed_for_one_purpose_opens_nothing_else() -> None:
    assert SignedText("tests.other", int).read(WISH.sign("7")) is None


def test_what_we_signed_and_cannot_read_any_more_is_none() -> None:
    assert WISH.read(WISH.sign("επτά")) is None


def test_what_lasts_for_a_day_is_over_after_it_and_only_what_is_ours_is_over() -> None:
    with time_machine.travel("2026-03-01", tick=False):
        signed = ADDRESS.sign([1])
        assert not ADDRESS.is_over(signed)
    with time_machine.travel("2026-03-03", tick=False):
        assert ADDRESS.read(signed) is None
        assert ADDRESS.is_over(signed)
        assert not ADDRESS.is_over(f"{signed}x")


OPENED = ["hub-offline", "article", "el", "da", True, 2]
OPENING = [KEY.hex, "article", "hub-offline", "/da/help/hub-offline/", "question"]
# Signed as it was before there was one place for it: salts and forms are those of mails,
# addresses and cookies that are out there.
OUT_THERE: dict[str, tuple[Any, str, Any]] = {
    "a counting image": (
        counting._SIGNED,
        Signer(salt="portal.journal.count").sign_object({"kind": "read", "family": "hub"}),
        {"kind": "read", "family": "hub"},
    ),
    "a request's page": (
        links._PAGE,
        Signer(salt="portal.handover.receipt").sign("R-4711"),
        "R-4711",
    ),
    "the support's page of a request": (
        links._DESK,
        TimestampSigner(salt="portal.handover.desk").sign("R-4711"),
        "R-4711",
    ),
    "a contact form": (
        keys._SIGNED[Attempt.Kind.CONTACT],
        Signer(salt="portal.handover.start").sign(KEY.hex),
        KEY,
    ),
    "a question's form": (
        keys._SIGNED[Attempt.Kind.QUESTION],
        Signer(salt="portal.deflection.question").sign(KEY.hex),
        KEY,
    ),
    "a suggestion": (
        suggesting._SIGNED,
        Signer(salt="portal.handover.suggestion").sign_object(OPENING),
        suggesting.Opening(Attempt.Kind.QUESTION, KEY, *OPENING[1:4]),
    ),
    "a way to get in touch": (
        taps._SIGNED,
        Signer(salt="portal.support.tap").sign_object(["phone", "NO", "nb"]),
        taps.Tap("phone", "NO", "nb"),
    ),
    "a wish to be told": (watches._SIGNED, Signer(salt="watches.own").sign("7"), 7),
    "the end of the report's mail": (
        AccountSigner(weekly.MAIL.salt)._signed,
        Signer(salt="feeds.weekly.stop").sign("7"),
        7,
    ),
    "the end of a translator's digest": (
        AccountSigner(digests.MAIL.salt)._signed,
        Signer(salt="kb.translation.digests").sign("7"),
        7,
    ),
    "the end of reminders": (
        AccountSigner(reminders.MAIL.salt)._signed,
        Signer(salt="kb.articles.reminders").sign("7"),
        7,
    ),
    "a known browser": (
        browsers._SIGNED,
        signing.dumps(["number", ["key"]], salt="portal.accounts.browsers"),
        ["number", ["key"]],
    ),
    "a draft": (draft_links._SIGNED, TimestampSigner(salt="kb.draft").sign("7"), 7),
    "a rewritten text": (
        outcomes._SIGNED,
        Signer(salt="kb.feedback.outcomes").sign("7-12"),
        [7, 12],
    ),
    "a vote": (feedback._SIGNED, Signer(salt="kb.feedback.vote").sign("yes"), "yes"),
    "the end of mails about a thread": (
        stopping._SIGNED,
        Signer(salt="community.subscriptions.stop").sign("7.12"),
        "7.12",
    ),
    "a result": (
        clicks._SIGNED,
        TimestampSigner(salt="search.opened").sign_object(OPENED),
        clicks.Click("hub-offline", "article", "el", "da", is_fallback=True, rank=2),
    ),
}


@pytest.mark.parametrize("kind", OUT_THERE)
def test_what_is_out_there_already_is_read(kind: str) -> None:
    signed, before, value = OUT_THERE[kind]
    assert signed.read(before) == value


def test_one_place_alone_signs() -> None:
    signing_alone = [
        path.relative_to(REPOSITORY).as_posix()
        for package in ("portal", "kb", "community", "search")
        for path in (REPOSITORY / package).rglob("*.py")
        if re.search(r"django\.core(\.| import )signing", path.read_text("utf-8"))
    ]
    assert signing_alone == ["portal/signed.py"]
