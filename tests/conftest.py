"""Fixtures that every test may use. Objects are made by tests/factories/<room>.py."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis
import pytest

from tests import requirements

# How long an example takes depends on what else the machine does. In CI the same examples are
# drawn each time, so that a change is judged by itself; elsewhere new ones are looked for.
hypothesis.settings.register_profile(
    "portal", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("portal")

pytest_plugins = [
    *("tests.sampling", "tests.scheduling"),
    *("tests.browser", "tests.elasticsearch_node", "tests.empty_database", "tests.apertium"),
    *("tests.search.elasticsearch", "tests.journeys.world", "tests.journeys.forms"),
]
# The first test that needs the Elasticsearch node may wait until it is built and started.
NODE_TIMEOUT = 400
# What walks over all routes takes long on a busy machine; that is no fault.
SLOW_TIMEOUT = 600


# CI runs all tests on each database, but what is the same on both, and what is slow: that runs
# there once, on the database that production has. That is what readers see, what other programs
# do, what a site is like with other settings, and what all routes answer. What asks no database is
# tried beside SQLite, and what becomes of former states with the proof of an upgrade.
_SAME = {"browser", "elasticsearch", "apertium", "deployment", "postgresql", "own_site", "walk"}
_ASKING = _SAME | {"skipif", "django_db"}
ON_POSTGRESQL = _SAME | {"slow"}
NOT_IN_CI = {"former_state"}


def runs_here(item: pytest.Item) -> bool:
    """Whether CI tries this on the database that is at hand."""
    fixtures = getattr(item, "fixturenames", ())
    asks = "django_db_setup" in fixtures or not _ASKING.isdisjoint(item.keywords)
    if not NOT_IN_CI.isdisjoint(item.keywords):
        return False
    if "postgres" in os.environ.get("DATABASE_URL", ""):
        return asks
    once = "empty_database" in fixtures or not ON_POSTGRESQL.isdisjoint(item.keywords)
    return not (asks and once)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with the reason, what this machine lacks; see pytest_terminal_summary."""
    if os.environ.get("CI"):
        config.hook.pytest_deselected(items=[item for item in items if not runs_here(item)])
        items[:] = [item for item in items if runs_here(item)]
    missing = requirements.missing()
    for item in items:
        if "elasticsearch" in item.keywords and "browser" not in item.keywords:
            item.add_marker(pytest.mark.timeout(NODE_TIMEOUT))
        if "slow" in item.keywords and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SLOW_TIMEOUT))
        for marker, reason in missing.items():
            if marker in item.keywords:
                item.add_marker(pytest.mark.skip(reason=f"{requirements.PREFIX}{reason}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, in the last lines, what could not be tested here."""
    lacking = requirements.skipped_for_lack(terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(lacking.items()):
        terminalreporter.write_line(f"NOT TESTED: {count} tests, {reason}", red=True, bold=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is set, nothing may be skipped for lack of a program."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or not reporter or hasattr(session.config, "workerinput"):
        return
    if requirements.skipped_for_lack(reporter.stats.get("skipped", [])):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def _packed_words(worker_id: str) -> None:
    """The site's languages are packed once on a machine, and not on the clock of any test."""
    from portal import locales
    from tests.search.packed import pack

    pack(locales.codes(), worker_id)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every test finds the site's skeleton, made once: to set it up then is only to look."""
    from django.test import TransactionTestCase

    from portal.home import site
    from tests import as_before
    from tests.factories import installation

    with django_db_blocker.unblock():
        installation.keep_as_made()
        site.set_up()
        as_before.keep()
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda case: as_before.restore()):
        yield


@pytest.fixture
def no_pages(db: None) -> None:
    """For tests of what makes the skeleton: the site has no page yet."""
    from wagtail.models import Page

    for page in Page.get_first_root_node().get_children():
        page.specific.delete()


@pytest.fixture(autouse=True)
def _fresh_caches(settings: Any, tmp_path: Path) -> Iterator[None]:
    """No test reads what another one cached or indexed, or waits for what another one did."""
    from django.core.cache import caches

    from kb.announcements import reading as announcements
    from kb.glossary import kept
    from portal.home import hero
    from portal.legal import reading
    from portal.limits import paces
    from portal.support import reading as support
    from search.queries import facets
    from search.suggestions import past_queries

    paces.forget()
    settings.EMBEDDED_INDEX_DIR = tmp_path / "search"
    facets.forget()
    reading.forget()
    announcements.forget()
    kept.forget()
    hero.forget()
    support.forget()
    past_queries.forget()
    yield
    for alias in ("default", "pages", "texts", "figures", "renditions"):
        caches[alias].clear()


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """No test speaks the language that another one's request left behind."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.deactivate_all()
