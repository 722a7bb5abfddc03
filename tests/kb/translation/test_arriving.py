"""A translation that was outdated where it comes from is so here, and takes no other with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kb.models import Family, HelpPage
from kb.states import Currency
from kb.translation import currency
from kb.translation.arriving import mark_outdated
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def text(family: Family, code: str, *, days_ago: int) -> HelpPage:
    """A text that was last published some days ago."""
    page = make_page(family, code, title=f"Κείμενο {code}")
    at = NOW - timedelta(days=days_ago)
    HelpPage.objects.filter(pk=page.pk).update(last_published_at=at)
    return page


@pytest.mark.parametrize("changed", [None, 30, 5])
def test_it_is_outdated_and_what_is_current_stays_so(changed: int | None) -> None:
    """The source was published after its translations, with nothing that outdates them."""
    family = make_family("Udluft", source="da")
    if changed is not None:
        family.source_changed_at = NOW - timedelta(days=changed)
        family.save(update_fields=["source_changed_at"])
    text(family, "da", days_ago=1)
    text(family, "el", days_ago=3)
    arrived = [text(family, code, days_ago=0) for code in ("ar", "en")]
    currency.keep([family.pk])
    before = currency.of(family)
    mark_outdated(arrived)
    currency.keep([family.pk])
    outdated = dict.fromkeys(("ar", "en"), Currency.OUTDATED)
    assert currency.of(family) == before | outdated
    assert before["el"] != Currency.OUTDATED


def test_without_a_source_that_is_read_nothing_is_outdated() -> None:
    family = make_family("Udluft", source="da")
    make_page(family, "da", live=False)
    greek = text(family, "el", days_ago=0)
    mark_outdated([greek])
    currency.keep([family.pk])
    assert currency.of(family)["el"] != Currency.OUTDATED
