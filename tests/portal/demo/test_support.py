"""The demo's owner has said when the support works: once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext, override

from portal import locales
from portal.demo import support
from portal.support import promises
from portal.support.models import Hours, Market, WayIn
from portal.support.offers import beside_the_form, offers

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def test_the_demo_promises_an_answer_and_can_be_called() -> None:
    support.seed()
    friday = datetime(2026, 11, 27, 15, 0, tzinfo=OSLO)
    assert promises.answer_by(friday, "", "ar") == datetime(2026, 11, 30, 13, 0, tzinfo=OSLO)
    assert [one.kind for one in offers("", "el")] == ["form", "phone", "whatsapp", "chat"]
    for row in (*WayIn.objects.all(), *Hours.objects.all(), *Market.objects.all()):
        row.full_clean()


@pytest.mark.parametrize("code", locales.codes())
def test_each_way_has_a_name_that_the_contact_page_has_not(code: str) -> None:
    support.seed()
    names = [one.label for one in beside_the_form(offers("", code))]
    with override(code):
        assert len({*names, gettext("Contact us")}) == len(names) + 1


def test_what_was_changed_in_the_demo_stays() -> None:
    support.seed()
    WayIn.objects.all().delete()
    support.seed()
    assert not WayIn.objects.exists()
