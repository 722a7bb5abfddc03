"""Who looks after an article, and when it is due for review."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from kb import tree
from kb.models import Every, Family
from portal import to_dos
from portal.home import site
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page
from tests.kb.test_admin import form
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


@pytest.mark.parametrize("every", Every)
def test_an_article_is_due_when_its_time_has_come(
    every: Every,
) -> None:
    now = timezone.now()
    for reviewed, is_due in (
        (now - every.span - timedelta(hours=1), True),
        (now - every.span + timedelta(hours=1), False),
        (None, True),
        (now + timedelta(days=30), True),  # by a clock that was wrong
    ):
        family = make_family(review_every=every, reviewed_at=reviewed)
        assert Family.objects.due_for_review(now).exists() is is_due
        family.delete()
    make_family(reviewed_at=None)
    assert not Family.objects.due_for_review(now).exists()


def test_the_owner_is_chosen_beside_the_text_among_those_who_work_here() -> None:
    page = make_page(make_family("Αερισμός", source="el"), "el")
    writer, customer = accounts.writer("Åse"), accounts.member("Customer")
    client = browser(writer)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ">Customer</option>" not in client.get(edit).content.decode()
    told = {"article_owner": writer.pk, "review_every": "182"}
    assert client.post(edit, form("Αερισμός", **told)).status_code == 302
    family = Family.objects.get()
    assert (family.owner, family.review_every, family.reviewed_at) == (writer, 182, None)
    refused = client.post(edit, form("Αερισμός", article_owner=customer.pk))
    assert refused.context["form"].errors["article_owner"]


def test_an_article_is_reviewed_with_one_tick_and_saving_again_is_no_further_review() -> None:
    page = make_page(make_family("Αερισμός", source="el"), "el")
    client = browser(accounts.writer())
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form("Αερισμός", reviewed_today="on"))
    reviewed = Family.objects.get().reviewed_at
    assert reviewed is not None
    assert timezone.now() - reviewed < timedelta(minutes=5)
    client.post(edit, form("Αερισμός", reviewed_today="on"))
    assert Family.objects.get().reviewed_at == reviewed
    client.post(edit, form("Αερισμός"))
    assert Family.objects.get().reviewed_at == reviewed


def test_owners_are_told_what_is_due_and_led_to_it() -> None:
    owner = accounts.writer()
    assert list(to_dos.of(acting(owner))) == []
    mine = make_family("Mine", owner=owner, review_every=Every.YEAR)
    make_family("Another’s", owner=accounts.publisher(), review_every=Every.YEAR)
    make_family("Never", owner=owner)
    (waiting,) = to_dos.of(acting(owner))
    assert waiting.words.startswith("1 of your articles")
    shown = browser(owner).get(waiting.address).context["page_obj"].object_list
    assert [family.pk for family in shown] == [mine.pk]


@pytest.mark.parametrize(
    ("model", "kind", "is_asked"),
    [("articlepage", "howto", True), ("faqpage", "faq", True), ("topicpage", "topic", False)],
)
def test_publishing_without_a_topic_is_asked_once_and_nothing_typed_is_lost(
    model: str, kind: str, is_asked: bool
) -> None:
    client = browser(accounts.publisher())
    parent = tree.container("el", kind)
    add = reverse("wagtailadmin_pages:add", args=("kb", model, parent.pk))
    typed: dict[str, Any] = form("Εξαέρωση", summary="Μια περίληψη", **{"action-publish": "1"})
    asked = client.post(add, typed)
    assert (asked.status_code == 200) is is_asked
    if is_asked:
        assert "Publish without a topic" in str(asked.context["form"].errors["topics"])
        html = asked.content.decode()
        assert "Μια περίληψη" in html
        assert 'name="topics-without"' in html
        assert not Family.objects.exists()
        assert client.post(add, typed | {"topics-without": "1"}).status_code == 302
    page = Family.objects.get().pages.get()
    assert page.live
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, typed | {"title": "Εξαέρωση 2"}).status_code == 302


def test_a_draft_is_saved_without_a_topic_and_unasked() -> None:
    parent = tree.container("el", "howto")
    add = reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent.pk))
    assert browser(accounts.writer()).post(add, form("Εξαέρωση")).status_code == 302
