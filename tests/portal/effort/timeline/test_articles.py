"""What happened to articles, read from what is kept of them."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from kb.models import Kind
from portal import locales
from portal.effort.timeline import rewriting
from portal.effort.timeline.articles import FEW, Change, What, changes
from tests.factories.journal import at
from tests.factories.kb import make_family, make_page
from tests.factories.timeline import logged, published

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)
WORDS = "Όταν ο κόμβος δεν απαντά πατήστε το κουμπί για δέκα δευτερόλεπτα και περιμένετε λίγο"


def found(*codes: str) -> list[Change]:
    return changes(FIRST, LAST, codes or locales.codes())


def told(*codes: str) -> list[tuple[date, str, str, int]]:
    return [(one.day, one.what, one.locale, one.size) for one in found(*codes)]


def test_an_article_is_published_once_and_afterwards_changed() -> None:
    page = make_page(
        make_family("Κόμβος", slug="hub", source="el"), "el", title="Κόμβος", live=False
    )
    published(page, at("2026-03-03 10:00"), WORDS)
    published(page, at("2026-03-05 10:00"), f"{WORDS} και ξεκινήστε πάλι από την αρχή", anew=True)
    assert told() == [
        (date(2026, 3, 3), What.PUBLISHED, "el", 1),
        (date(2026, 3, 5), What.CHANGED, "el", 1),
    ]
    (article,) = found()[0].named
    assert (article.slug, article.title, article.locale) == ("hub", "Κόμβος", "el")


def test_a_word_put_right_is_no_major_change() -> None:
    page = make_page(locale="el", live=False)
    published(page, at("2026-02-03 10:00"), WORDS)
    published(page, at("2026-03-05 10:00"), WORDS.replace("λίγο", "λιγάκι"), anew=True)
    assert told() == []


def test_several_versions_of_a_day_are_one_change_against_the_day_before() -> None:
    page = make_page(locale="da", live=False)
    published(page, at("2026-02-03 10:00"), "Tryk på knappen i ti sekunder og vent så lidt")
    for minute in ("10:00", "10:05", "10:09"):
        published(page, at(f"2026-03-05 {minute}"), f"Træk stikket ud {minute}", anew=True)
    assert told() == [(date(2026, 3, 5), What.CHANGED, "da", 1)]
    published(
        page, at("2026-03-05 11:00"), "Tryk på knappen i ti sekunder og vent så lidt", anew=True
    )
    assert told() == []


def test_of_a_version_that_is_kept_no_more_nobody_can_say_it_was_a_small_change() -> None:
    page = make_page(locale="ar", live=False)
    published(page, at("2026-02-03 10:00"), "اضغط الزر عشر ثوان")
    published(page, at("2026-03-05 10:00"), "اضغط الزر عشر ثوان.", anew=True)
    assert told() == []
    cache.clear()
    Revision.objects.filter(pk=Revision.objects.order_by("pk")[1].pk).delete()
    assert told() == [(date(2026, 3, 5), What.CHANGED, "ar", 1)]


def test_the_same_text_comes_back_as_news_after_it_was_taken_back() -> None:
    page = make_page(locale="el", live=False)
    published(page, at("2026-02-03 10:00"), WORDS)
    logged([page], "wagtail.unpublish", at("2026-03-04 10:00"))
    published(page, at("2026-03-06 10:00"), WORDS, anew=True)
    assert [what for _day, what, *_more in told()] == [What.TAKEN_BACK, What.CHANGED]


@pytest.mark.parametrize("action", ["wagtail.unpublish", "wagtail.unpublish.scheduled"])
def test_an_article_that_is_taken_back_is_told_by_day_and_language(action: str) -> None:
    page = make_page(locale="da", live="at once")
    logged([page], action, at("2026-03-04 10:00"))
    assert told("da") == [(date(2026, 3, 4), What.TAKEN_BACK, "da", 1)]
    assert told("el") == []


def test_a_deleted_page_that_readers_could_see_is_taken_back() -> None:
    page = make_page(locale="el", title="Θόρυβος", live="at once")
    draft = make_page(locale="el", title="Πρόχειρο", live="at once")
    logged([page], "wagtail.publish", at("2026-02-01 10:00"))
    logged([page, draft], "wagtail.delete", at("2026-03-04 10:00"))
    Page.objects.filter(pk__in=[page.pk, draft.pk]).delete()
    assert told() == [(date(2026, 3, 4), What.TAKEN_BACK, "", 1)]
    assert [article.title for article in found()[0].named] == ["Θόρυβος"]
    # In which language it was, nothing says.
    assert told("el") == []


def test_the_day_is_the_reporting_zones(settings: object) -> None:
    settings.REPORTING_TIME_ZONE = "Europe/Athens"  # type: ignore[attr-defined]
    page = make_page(locale="el", live="at once")
    logged([page], "wagtail.publish", at("2026-03-04 22:30"))
    assert told() == [(date(2026, 3, 5), What.PUBLISHED, "el", 1)]


def test_only_the_period_and_articles_are_told() -> None:
    topic = make_page(make_family("Θέμα", kind=Kind.TOPIC), "el", live="at once")
    logged([topic], "wagtail.publish", at("2026-03-04 10:00"))
    page = make_page(locale="el", live="at once")
    for moment in ("2026-03-01 12:00", "2026-03-16 12:00"):
        logged([page], "wagtail.unpublish", at(moment))
    assert told() == []


def test_many_of_a_day_are_counted_each_once_and_not_named() -> None:
    pages = [make_page(locale="el", live="at once") for _number in range(FEW + 1)]
    logged(pages, "wagtail.publish", at("2026-03-04 10:00"))
    logged(pages[:1], "wagtail.unpublish", at("2026-03-04 11:00"))
    assert told() == [
        (date(2026, 3, 4), What.PUBLISHED, "el", FEW + 1),
        (date(2026, 3, 4), What.TAKEN_BACK, "el", 1),
    ]
    assert found()[0].named == ()


def test_the_number_of_queries_is_the_same_however_much_happened() -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            found()
        return len(captured)

    found()
    for number in range(3):
        page = make_page(locale="el", live=False)
        published(page, at("2026-02-03 10:00"), WORDS)
        published(page, at(f"2026-03-{number + 3:02} 10:00"), "Άλλα λόγια", anew=True)
        if number == 0:
            few = queries()
    assert len(told()) == 3
    assert queries() == few <= 6


def test_as_long_as_nothing_happens_one_query_is_enough() -> None:
    page = make_page(locale="el", live=False)
    published(page, at("2026-03-03 10:00"), WORDS)
    assert len(told()) == 1
    with CaptureQueriesContext(connection) as captured:
        assert len(told()) == 1
    assert len(captured) == 1
    logged([page], "wagtail.unpublish", at("2026-03-04 10:00"))
    assert len(told()) == 2


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("μία δύο τρεις τέσσερις", "τέσσερις τρεις δύο μία", 0.0),
        ("Δύο", "δύο", 0.0),
        (
            "en to tre fire fem seks syv otte ni ti",
            "en to tre fire fem seks syv otte ni elleve",
            0.1,
        ),
        ("قديم", "جديد", 1.0),
        ("ord ord", "ord", 1 / 3),
        ("", "", 0.0),
    ],
)
def test_how_much_is_rewritten_is_told_by_words(before: str, after: str, share: float) -> None:
    assert rewriting.share(before, after) == pytest.approx(share)
