"""Who waits for a text in their language is told when readers have it, and counts until then."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from kb.models import Family, HelpPage
from kb.reading.awaited import TRANSLATED
from kb.translation import need
from kb.translation.currency import keep
from kb.translation.matrix import worklist
from kb.translation.need import DemandSignal
from portal.mail.models import OutboundMail
from portal.watches import asking, telling
from portal.watches.models import Watch
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.handover import reader
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.watches import watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nobody_counts")]


@pytest.fixture
def _nobody_counts(monkeypatch: Any) -> None:
    monkeypatch.setattr(need, "_look", [])


def article() -> Family:
    family = make_family("Pass", slug="pass", source="nb")
    make_page(family, "nb", title="Bytt passord")
    return family


def waits(family: Family, email: str = "nina@example.com", locale: str = "el") -> Watch:
    wish = {"occasion": TRANSLATED, "about": str(family.pk)}
    return watch(family, email, locale=locale, **wish)  # type: ignore[arg-type]


def test_the_notice_of_another_language_offers_it_and_the_own_text_does_not() -> None:
    family = article()
    offer = f"/el/tell-me/translated/{family.pk}/"
    client = reader()
    assert offer in client.get("/el/help/pass/").content.decode()
    assert "tell-me" not in client.get("/nb/help/pass/").content.decode()
    page = client.get(offer).content.decode()
    assert "Bytt passord" in page
    assert client.post(offer, {"email": "nina@example.com"}).status_code == 200
    assert Watch.objects.get().locale == "el"


@pytest.mark.django_db(transaction=True)
def test_publishing_in_a_language_tells_those_of_that_language_alone() -> None:
    family = article()
    waits(family)
    danish = waits(family, locale="da")
    make_page(family, "el", title="Αλλαγή κωδικού", live=False)
    assert telling.tell_called() == 0
    HelpPage.objects.get(locale__language_code="el").latest_revision.publish()
    assert telling.tell_called() == 1
    mail = OutboundMail.objects.get()
    assert "Αλλαγή κωδικού" in mail.subject
    assert "/el/help/pass/" in mail.text
    assert Watch.objects.get() == danish


def test_who_may_not_read_it_can_neither_ask_nor_is_told() -> None:
    family = article()
    group = Group.objects.create(name="Ομάδα")
    waiting = waits(family)
    page = HelpPage.objects.get()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(group)
    assert reader().get(f"/el/tell-me/translated/{family.pk}/").status_code == 404
    greek = make_page(family, "el", title="Αλλαγή κωδικού")
    PageViewRestriction.objects.create(page=greek, restriction_type="login")
    telling.call(TRANSLATED, str(family.pk))
    assert telling.tell_called() == 0
    assert Watch.objects.get() == waiting
    member = accounts.member(locale="el")
    asked = asking.ask(
        actor=acting(member, language="el"), occasion=TRANSLATED, about=str(family.pk)
    )
    assert asked is asking.AskResult.HAS_COME


def test_what_readers_wait_for_ranks_higher_and_says_so() -> None:
    family = article()
    make_locale("el"), make_locale("da")
    for n in range(6):
        waits(family, f"{n}@example.com")
    keep([family.pk])
    (first,) = worklist.of("el", {}).ranked
    assert first.need.reason is DemandSignal.ASKED
    assert need.why(first.need, "nb") == (
        "6 readers asked to be told when this is in their language; "
        f"{need.work(first.need.words)}."
    )
    (alike,) = worklist.first(["el"], 1)
    assert alike == first
    assert not any(one.need.score for one in worklist.of("da", {}).ranked)


def test_an_article_that_goes_takes_along_who_waits() -> None:
    family = make_family("Tom", slug="tom", source="nb")
    waits(family)
    family.delete()
    assert not Watch.objects.exists()
