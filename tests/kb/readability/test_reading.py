"""What was published is read in the background: how hard it is, and where it leads to."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.models import HelpPage
from kb.readability import reading, visiting
from kb.readability.models import Readability, WebAddress, unread
from tests.factories.kb import make_family, make_page
from tests.factories.web import site

pytestmark = pytest.mark.django_db


def linking(*urls: str, locale: str = "el", **fields: Any) -> HelpPage:
    links = "".join(f'<p>Δείτε <a href="{url}">εδώ</a>.</p>' for url in urls)
    return make_page(make_family(source=locale), locale, body=[("text", links)], **fields)


def test_each_published_text_is_read_once_until_it_is_published_anew() -> None:
    page = make_page(locale="el", body=[("text", "<p>Πατήστε το κουμπί. Περιμένετε.</p>")])
    make_page(make_family("Πρόχειρο"), "da", live=False)
    assert reading.read() == 1
    read = Readability.objects.get()
    assert (read.page_id, read.revision) == (page.pk, page.live_revision_id)
    assert (read.words, read.sentences, read.hints) == (4, 2, 0)
    assert reading.read() == 0
    page.body = page.body.stream_block.to_python(
        [{"type": "text", "value": f"<p>{'Πατήστε το κουμπί και ' * 20}</p>"}]
    )
    page.save_revision().publish()
    assert reading.read() == 1
    assert Readability.objects.get().hints == 1


def test_what_was_published_without_a_revision_or_counted_in_another_way_is_read_too() -> None:
    make_page(locale="el", live="at once")
    assert reading.read() == 1
    assert not unread().exists()
    Readability.objects.update(method=Readability.METHOD + 1)
    assert reading.read() == 1


def test_a_run_ends_when_its_time_is_over_and_the_next_goes_on(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "_AT_ONCE", 1)
    for number in range(3):
        make_page(make_family(f"Κόμβος {number}"), "el", live="at once")
    assert reading.read(longest=0) == 1
    assert reading.read() == 2


def test_texts_are_looked_for_in_few_queries() -> None:
    for number in range(3):
        make_page(make_family(f"Κόμβος {number}"), "el", live="at once")
    reading.read()
    with CaptureQueriesContext(
        connection,
    ) as nothing_new:
        reading.read()
    assert len(nothing_new) <= 3


def test_addresses_of_other_sites_are_kept_once_as_long_as_a_text_leads_there(
    settings: Any,
) -> None:
    settings.BASE_URL = "https://help.solvei.example"
    both = "https://x.example/a#part"
    first = linking(both, "https://help.solvei.example/el/", "mailto:a@x.example", "/el/help/")
    second = linking("https://x.example/a", "https://y.example/")
    reading.read()
    assert set(WebAddress.objects.values_list("url", "host")) == {
        ("https://x.example/a", "x.example"),
        ("https://y.example/", "y.example"),
    }
    second.delete()
    reading.read()
    [left] = WebAddress.objects.all()
    assert list(left.pages.all()) == [HelpPage.objects.get(pk=first.pk)]


def test_nobody_is_asked_where_the_owner_wants_none_asked(settings: Any) -> None:
    with site(settings, {}) as there:
        linking(there.url)
        reading.read()
        settings.CHECK_LINKS = False
        assert visiting.visit() == 0
        assert there.asked == []


def test_a_host_is_asked_for_one_page_in_each_run_and_for_none_again_within_the_week(
    settings: Any,
) -> None:
    with site(settings, {"/a": 200, "/b": 200}) as there:
        linking(f"{there.url}/a", f"{there.url}/b")
        reading.read()
        assert [visiting.visit() for _run in range(3)] == [1, 1, 0]
        assert sorted(there.asked) == [("HEAD", "/a"), ("HEAD", "/b")]


def test_what_readers_are_not_led_to_is_not_asked_for(settings: Any) -> None:
    with site(settings, {}) as there:
        page = linking(there.url)
        reading.read()
        page.unpublish()
        assert visiting.visit() == 0
