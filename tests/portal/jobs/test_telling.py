"""What fails again and again is told once a minute."""

import logging

import pytest

from portal.jobs import telling
from portal.jobs.telling import SeldomTold

# As all tests beside it: the tables of the package's ledger are made in the database of tests.
pytestmark = pytest.mark.django_db


def _fail(told: SeldomTold) -> None:
    try:
        raise ValueError("η βάση λείπει")
    except ValueError:
        told.tell()


@pytest.fixture
def told() -> SeldomTold:
    return SeldomTold(logging.getLogger("tests.telling"), "It failed and goes on")


def test_a_failure_that_returns_at_once_is_told_once_with_where_it_was(
    told: SeldomTold, caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(20):
        _fail(told)
    assert len(caplog.records) == 1
    assert "η βάση λείπει" in caplog.text


def test_one_that_lasts_is_told_again(
    told: SeldomTold, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AGAIN_AFTER", 0.0)
    _fail(told)
    _fail(told)
    assert len(caplog.records) == 2
