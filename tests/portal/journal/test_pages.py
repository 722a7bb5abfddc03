from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.utils import translation

from portal.journal.models import Step
from portal.journal.pages import CountedPage
from tests.factories.journal import reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_stays() -> Iterator[None]:
    """As Django's own client does: a request's end is not the end of the test's transaction."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def test_a_step_is_written_when_the_page_has_been_sent_as_of_when_it_was_made() -> None:
    with translation.override("ar"):
        page = CountedPage("…", reader(), "search", query="بطارية", weak=True)
    assert not Step.objects.exists()
    with translation.override("da"):
        page.close()
    step = Step.objects.get()
    assert (step.reader_locale, step.query, step.weak) == ("ar", "بطارية", True)


def test_a_page_that_is_closed_twice_is_one_step() -> None:
    page = CountedPage("…", reader(), "contact_opened")
    page.close()
    page.close()
    assert Step.objects.count() == 1
