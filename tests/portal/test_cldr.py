"""Days, times and numbers as each language writes them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from babel import dates
from django.template import Context, Template
from django.utils.translation import override

from portal import cldr, locales
from tools.messages import REPOSITORY

AT = datetime(2026, 10, 31, 15, 19, tzinfo=UTC)

TOLD = {
    "en": ("31 October 2026", "31 October 2026, 15:19 (UTC)", "20,000", "12.3%", "3 days ago"),
    "nb": ("31. oktober 2026", "31. oktober 2026, 15:19 (UTC)", "20 000", "12,3 %"),
    "da": ("31. oktober 2026", "31. oktober 2026 15.19 (UTC)", "20.000", "12,3 %"),
    "sv": ("31 oktober 2026", "31 oktober 2026 15:19 (UTC)", "20 000", "12,3 %"),
    "el": ("31 Οκτωβρίου 2026", "31 Οκτωβρίου 2026, 3:19 μ.μ. (UTC)", "20.000", "12,3%"),
    "id": ("31 Oktober 2026", "31 Oktober 2026 15.19 (UTC)", "20.000", "12,3%"),
    "ar": ("31 أكتوبر 2026", "31 أكتوبر 2026، 3:19 م (UTC)", "20,000", "12.3%"),
}


def _plain(text: str) -> str:
    """Without what is not seen: narrow and unbroken spaces, marks of direction."""
    spaces = dict.fromkeys(map(ord, "\u00a0\u202f"), " ")
    return text.translate(spaces | dict.fromkeys(map(ord, "\u200e\u200f\u061c")))


@pytest.mark.parametrize("code", TOLD)
def test_each_language_has_its_own_forms(code: str) -> None:
    with override(code):
        told = (cldr.day(AT), cldr.moment(AT), cldr.number(20_000), cldr.percent(0.1234))
    assert tuple(map(_plain, told)) == TOLD[code][:4]


@pytest.mark.parametrize(
    ("code", "passed", "told"),
    [
        ("el", timedelta(days=3, hours=2), "πριν από 3 ημέρες"),
        ("ar", timedelta(days=2), "قبل يومين"),
        ("id", timedelta(hours=5), "5 jam yang lalu"),
        ("nb", timedelta(minutes=1), "for 1 minutt siden"),
        ("en", timedelta(0), "1 minute ago"),
        # A clock that is ahead of ours.
        ("da", timedelta(hours=-3), "for 1 minut siden"),
        ("sv", timedelta(days=30), "31 oktober 2026"),
    ],
)
def test_how_long_ago_it_was_is_said_for_a_month(code: str, passed: timedelta, told: str) -> None:
    with override(code):
        assert _plain(cldr.ago(AT, AT + passed)) == told


MINUTE, HOUR, DAY = 60, 3_600, 86_400
AROUND = [
    at + seconds
    for at in (
        0,
        MINUTE,
        90 * MINUTE,
        HOUR,
        12 * HOUR,
        36 * HOUR,
        DAY,
        7 * DAY,
        10 * DAY,
        28 * DAY,
    )
    for seconds in (*range(-31, 32, 10), -MINUTE * 30, MINUTE * 30, -1, 0, 1)
    if at + seconds > 0
]


@pytest.mark.parametrize("code", ["en", "el", "ar"])
def test_how_long_ago_it_was_is_told_as_babel_tells_it(code: str) -> None:
    with override(code):
        for seconds in AROUND:
            told = dates.format_timedelta(
                -timedelta(seconds=seconds),
                granularity="minute",
                threshold=1,
                add_direction=True,
                locale=cldr.locale(),
            )
            assert cldr.ago(AT, AT + timedelta(seconds=seconds)) == told, seconds


@pytest.mark.parametrize("zone", ["UTC", "Europe/Athens", "America/St_Johns", "Asia/Riyadh"])
def test_a_moment_is_told_as_babel_tells_it(zone: str, settings: Any) -> None:
    settings.TIME_ZONE = zone
    for code in TOLD:
        for at in (AT, AT.replace(month=7, hour=0, second=59, microsecond=3)):
            with override(code):
                local = at.astimezone(ZoneInfo(zone))
                time = dates.format_time(local, "short", locale=cldr.locale())
                name = (
                    "UTC"
                    if zone == "UTC"
                    else dates.get_timezone_name(local, locale=cldr.locale())
                )
                told = cldr.moment(at)
                assert told.endswith(f" ({name})")
                assert time in told
                assert dates.format_date(local, "long", locale=cldr.locale()) in told


def test_a_zone_that_was_chosen_is_not_named_and_the_sites_is(settings: Any) -> None:
    with override("el"):
        with cldr.in_zone("Asia/Jakarta"):
            assert _plain(cldr.moment(AT)) == "31 Οκτωβρίου 2026, 10:19 μ.μ."
            assert cldr.zone_of(AT) == "Ώρα Δυτικής Ινδονησίας"
        settings.TIME_ZONE = "Europe/Athens"
        assert _plain(cldr.moment(AT)).endswith("5:19 μ.μ. (Χειμερινή ώρα Ανατολικής Ευρώπης)")


def test_a_day_is_that_of_the_zone_and_stays_itself_where_it_is_no_moment() -> None:
    late = datetime(2026, 10, 31, 23, 58, tzinfo=UTC)
    with override("nb"), cldr.in_zone("Europe/Oslo"):
        assert cldr.day(late) == "1. november 2026"
        assert cldr.short_day(date(2026, 10, 31)) == "31. okt. 2026"


def test_no_zone_outlives_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError), cldr.in_zone("Mars/Base"):
        pass
    assert not cldr.zone_is_chosen()


@pytest.mark.parametrize("code", locales.codes())
def test_a_zone_is_offered_by_a_city_in_the_readers_language(code: str) -> None:
    with override(code):
        told = cldr.zone_choice("Europe/Athens", AT)
    assert "+02:00" in told
    assert "/" not in told
    assert ("Αθήνα" in told, "أثينا" in told) == (code == "el", code == "ar")


def test_a_second_name_of_a_zone_is_the_same_city() -> None:
    with override("en"):
        assert cldr.zone_choice("Asia/Kolkata", AT) == cldr.zone_choice("Asia/Calcutta", AT)
    with override("el"):
        assert cldr.zone_choice("Asia/Kolkata", AT) == "Καλκούτα (GMT+05:30)"


def _drawn(markup: str) -> str:
    return Template("{% load cldr %}" + markup).render(Context({"at": AT, "n": 20_000}))


def test_a_template_lets_a_guests_browser_tell_the_time_in_the_guests_zone() -> None:
    with override("el"):
        html = _drawn("{% moment at %}")
    assert '<local-time data-shown="exact" lang="el"><time datetime=' in html
    assert 'datetime="2026-10-31T15:19:00+00:00"' in html
    assert "3:19 μ.μ. (UTC)</time>" in _plain(html)


def test_a_members_time_is_not_told_anew_by_the_browser() -> None:
    with override("ar"), cldr.in_zone("Asia/Riyadh"):
        html = _drawn('{% ago at "meta" %}{{ n|number }}')
    assert "local-time" not in html
    assert 'class="meta" datetime="2026-10-31T18:19:00+03:00"' in html
    assert html.endswith("20,000")


def test_languages_are_named_in_the_language_of_whoever_reads() -> None:
    told = {}
    for code in locales.codes():
        with override(code):
            told[code] = cldr.language("el")
    assert told == {
        "en": "Greek", "nb": "gresk", "da": "græsk", "sv": "grekiska", "el": "Ελληνικά",
        "id": "Yunani", "ar": "اليونانية",
    }  # fmt: skip
    with override("el"):
        assert cldr.language("no such") == "no such"


def test_staff_read_the_name_of_a_language_in_their_own() -> None:
    rooms = ("portal/effort", "portal/gaps", "portal/feeds")
    pages = [page for room in rooms for page in (REPOSITORY / room).rglob("templates/**/*.*")]
    # A mail to helpers is for readers of that very language.
    own = {page.name for page in pages if "language_name" in page.read_text()}
    assert own == {"helper.txt", "author.txt"}
    template = Template('{% include "components/language_told.html" with code="ar" %}')
    with override("el"):
        shown = template.render(Context({}))
    assert (
        " ".join(shown.split()) == '<bdi>Αραβικά</bdi> <small><bdi lang="ar">العربية</bdi></small>'
    )
