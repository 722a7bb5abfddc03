"""What search finds for a gap, and that an answer closes it in the languages that it is in."""

from datetime import timedelta

import pytest
import time_machine

from kb.models import HelpPage
from portal.gaps import decisions
from portal.gaps.models import Gap, State
from portal.gaps.regrouping import regroup
from portal.journal import days
from tests.factories import tuning
from tests.factories.gaps import failed
from tests.factories.kb import make_family, make_page
from tests.factories.steps import START, clicked, searched, sent, visit
from tests.search.indexed import index_both

pytestmark = pytest.mark.django_db
NIGHT = START + timedelta(days=1)
WRITTEN = START + timedelta(days=3)
LATER = START + timedelta(days=4)


def published(title: str, locale: str, slug: str = "frost") -> HelpPage:
    with time_machine.travel(WRITTEN, tick=False):
        family = make_family(title, slug=slug, source=locale)
        return make_page(family, locale, title=title)


def test_nothing_is_found_and_the_gap_is_open() -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    gap = Gap.objects.get()
    assert (gap.state, gap.languages.get().found, gap.languages.get().is_sure) == (
        State.OPEN,
        "",
        False,
    )


def test_an_article_serves_its_language_since_it_was_published() -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    published("Frostsikring", "nb")
    index_both()
    regroup(LATER)
    gap = Gap.objects.get()
    language = gap.languages.get()
    assert (gap.state, language.found, language.is_sure) == (State.DONE, "article:frost", True)
    assert language.served_on == days.day_of(WRITTEN)


def test_a_language_without_one_keeps_the_gap_open() -> None:
    failed("frostsikring", "nb")
    failed("frostsikring", "da")
    regroup(NIGHT)
    (first, second) = Gap.objects.order_by("pk")
    second.languages.update(gap=first)
    second.wordings.update(gap=first)
    Gap.objects.filter(pk=first.pk).update(state=State.DONE)
    published("Frostsikring", "nb")
    index_both()
    regroup(LATER)
    served = dict(Gap.objects.get(pk=first.pk).languages.values_list("locale", "served_on"))
    assert served["nb"] == days.day_of(WRITTEN)
    assert served["da"] is None
    assert Gap.objects.get(pk=first.pk).state == State.OPEN


def test_what_is_taken_back_opens_the_gap_again() -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    page = published("Frostsikring", "nb")
    index_both()
    regroup(LATER)
    assert Gap.objects.get().state == State.DONE
    page.unpublish()
    index_both()
    regroup(LATER)
    assert Gap.objects.get().state == State.OPEN
    assert Gap.objects.get().languages.get().served_on is None


def test_a_text_that_was_there_serves_when_somebody_says_so() -> None:
    page = make_page(locale="nb", title="Vern mot kulde")
    HelpPage.objects.filter(pk=page.pk).update(first_published_at=START - timedelta(days=99))
    index_both()
    failed("frostsikring", "nb")
    regroup(NIGHT)
    assert Gap.objects.get().state == State.OPEN
    tuning.synonyms("frostsikring", "vern mot kulde", locale="nb")
    regroup(LATER)
    assert Gap.objects.get().languages.get().is_sure
    assert Gap.objects.get().state == State.OPEN
    decisions.finish(Gap.objects.get(), days.day_of(LATER))
    regroup(LATER + timedelta(days=1))
    assert Gap.objects.get().state == State.DONE
    assert Gap.objects.get().languages.get().served_on == days.day_of(LATER)


def test_what_was_called_done_and_is_not_found_opens_again() -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    decisions.finish(Gap.objects.get(), days.day_of(NIGHT))
    assert Gap.objects.get().state == State.DONE
    regroup(LATER)
    assert Gap.objects.get().state == State.OPEN
    assert Gap.objects.get().languages.get().served_on is None


def test_an_answer_that_was_there_and_after_which_they_wrote_closes_nothing() -> None:
    page = make_page(locale="ar", title="تتبع الطلب")
    HelpPage.objects.filter(pk=page.pk).update(first_published_at=START - timedelta(days=99))
    index_both()
    for _visit in range(5):
        visit(searched("تتبع الطلب"), clicked("track"), sent(), locale="ar")
    regroup(NIGHT)
    gap = Gap.objects.get()
    assert gap.languages.get().is_sure
    assert (gap.state, gap.languages.get().served_on) == (State.OPEN, None)


def test_a_dismissed_gap_is_not_looked_up() -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    decisions.dismiss(Gap.objects.get(), "Nei.")
    published("Frostsikring", "nb")
    index_both()
    regroup(LATER)
    assert Gap.objects.get().state == State.DISMISSED
