"""What to do next: what touches the most readers first, each with a link to what one may do."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from portal.accounts.models import User
from portal.actors import on_behalf_of
from portal.effort import report
from portal.effort.next_steps import NextStep, next_steps
from portal.gaps.models import Gap, GapLanguage, State
from portal.home import site
from portal.journal import days
from tests.factories import accounts, gaps, kb
from tests.factories.figures import rolled_up
from tests.portal.effort import scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def steps(user: User | None = None, *languages: str, words: str = "en") -> list[NextStep]:
    today = days.day_of()
    built = report.build(today - timedelta(days=27), today, languages=languages or None)
    with translation.override(words):
        return next_steps(built, on_behalf_of(user or accounts.administrator(), words))


def test_gaps_and_articles_are_one_list_by_the_readers_they_touch() -> None:
    page = scene.to_do()
    # Counting began 3 days ago: in four days the gap of 9 failed fewer than the article.
    found = steps()
    assert [one.subject for one in found] == [
        "Θόρυβος στη βαλβίδα",
        "ενδοδαπέδια θέρμανση με φωτοβολταϊκά",
        "gulvvarmesystem med solceller",
    ]
    assert [one.languages for one in found] == [["el"], ["el", "ar"], ["da"]]
    assert found[0].readers > found[1].readers > found[2].readers
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) == found[0].actions[0].address
    assert found[1].why == "119 visits found no answer in 4 days."


def test_a_gap_is_named_in_the_words_of_its_reader_where_there_are_any() -> None:
    scene.to_do()
    named = {one.subject: one.locale for one in steps(words="ar")}
    assert named["التدفئة تحت البلاط"] == "ar"


def test_readers_are_compared_by_the_week_whatever_the_periods() -> None:
    rolled_up(days.day_of() - timedelta(days=80), "reads", "", {("", "el"): (1, 1)})
    gaps.gap("λέβητας", failed=80)
    kb.make_page(kb.make_family("Noise", slug="noise"), live="at once")
    rolled_up(days.day_of() - scene.NOW, "helpful", "family", {("noise", "en"): (0, 50)})
    rolled_up(days.day_of() - scene.NOW, "reads", "family", {("noise", "en"): (50, 50)})
    article, gap = steps()
    assert article.subject != "λέβητας"
    # 80 in 81 days are fewer than some 46 in 28.
    assert (round(gap.readers, 1), round(article.readers)) == (6.9, 12)


def test_what_is_answered_or_decided_is_nothing_to_do() -> None:
    today = days.day_of()
    rolled_up(today - scene.NOW, "reads", "", {("", "el"): (1, 1)})
    for state in (State.DONE, State.DISMISSED):
        gaps.gap(f"τέλος {state}", state=state)
    open_gap = gaps.gap("ήχος", failed=40)
    gaps.language(open_gap, "støj", "da", failed=11)
    GapLanguage.objects.filter(gap=open_gap, locale="el").update(served_on=today)
    (step,) = steps()
    assert (step.languages, step.why) == (["da"], "11 visits found no answer in 4 days.")


def test_a_language_of_too_few_readers_adds_nothing() -> None:
    gap = gaps.gap("ήχος", failed=12)
    gaps.language(gap, "støj", "da", failed=4)
    assert steps()[0].languages == ["el"]
    assert steps(None, "da") == []


def test_chosen_languages_have_their_own_steps() -> None:
    scene.to_do()
    assert [one.languages for one in steps(None, "da")] == [["da"]]
    (gap,) = steps(None, "ar")
    assert (gap.languages, gap.why) == (["ar"], "31 visits found no answer in 4 days.")


@pytest.mark.parametrize(
    ("who", "name", "edits"),
    [(accounts.administrator, "Write an article", True),
     (accounts.support_manager, "Hand over to an author", False)],
)  # fmt: skip
def test_each_is_offered_what_they_may_do(who: Any, name: str, edits: bool) -> None:
    scene.to_do()
    article, gap, _other = steps(who())
    assert name in [action.name for action in gap.actions]
    assert gap.address == reverse("content_gap", args=[Gap.objects.ranked()[0].pk])
    assert [action.name for action in article.actions] == (["Edit the article"] if edits else [])
    # In the language of its readers, whatever the one of whoever does it.
    assert article.address == "/el/help/noise/"


def test_an_article_that_is_gone_is_nothing_to_do() -> None:
    scene.to_do().delete()
    assert "noise" not in {one.subject for one in steps()}


def test_the_number_of_queries_does_not_grow_with_what_there_is_to_do(
    django_assert_max_num_queries: Any,
) -> None:
    scene.to_do()
    user, today = accounts.administrator(), days.day_of()
    built = report.build(today - timedelta(days=27), today)
    with django_assert_max_num_queries(40) as first:
        next_steps(built, on_behalf_of(user))
    for number in range(12):
        gaps.gap(f"κενό {number}", failed=20 + number)
    with django_assert_max_num_queries(len(first)):
        next_steps(built, on_behalf_of(user))
