"""What is done to many articles at once: first said, then done, by whoever may."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry, PageLogEntry
from wagtail_localize.models import Translation

from kb import tree
from kb.articles.bulk.models import Act, Piece
from kb.models import Family, HelpPage, Review, set_topics
from kb.translation.segments import submit
from portal.accounts import personal_data
from portal.home import site
from portal.jobs.testing import drain
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


def address(act: str, *families: Family | str) -> str:
    path = reverse("wagtail_bulk_action", args=("kb", "family", act))
    chosen = [one if isinstance(one, str) else f"id={one.pk}" for one in families]
    return f"{path}?{'&'.join(chosen)}"


def told(answer: Any) -> dict[str, list[tuple[str, list[str]]]]:
    """By heading, which articles in which languages."""
    return {
        str(part.heading): [(title.words, codes) for title, codes in part.named]
        for part in answer.context["parts"]
    }


def do(client: Client, where: str, **choice: Any) -> Any:
    """Look what would happen, then do it; the report."""
    seen = client.post(where, choice) if choice else client.get(where)
    return client.post(where, choice | {"planned": seen.context["planned"]}, follow=True)


def drafts(code: str = "el", title: str = "Αερισμός") -> HelpPage:
    """A published text with a newer draft."""
    page = make_page(make_family(title, source=code), code, title=title)
    page.title = f"{title} 2"
    page.save_revision()
    return page


def test_publishing_is_said_first_and_changes_nothing_then_it_does() -> None:
    page = drafts()
    danish = make_page(page.family, "da", title="Ventilation", live=False)
    untouched = make_page(make_family("Cold"), title="Cold")
    where = address("publish", page.family, untouched.family)
    client = browser(accounts.publisher())
    planned = client.get(where)
    assert told(planned) == {
        "Will be published": [("Αερισμός 2", ["el", "da"])],
        "There is nothing to change": [("Cold", ["en"])],
    }
    assert not HelpPage.objects.get(pk=danish.pk).live
    report = do(client, where)
    assert told(report)["Published"] == [("Αερισμός 2", ["el", "da"])]
    assert HelpPage.objects.get(pk=page.pk).title == "Αερισμός 2"
    assert HelpPage.objects.get(pk=danish.pk).live
    published = PageLogEntry.objects.filter(action="wagtail.publish", page=danish.pk)
    assert published.get().user == Act.objects.get().by


def test_what_is_not_ready_in_a_language_is_left_with_the_reason() -> None:
    page = drafts("da", "Udluft")
    liv = accounts.publisher()
    codes = ["el", "ar", "nb"]
    submit([page.family], [tree.ensure(code).locale for code in codes], by=acting(liv))
    _greek, arabic, norwegian = (
        HelpPage.objects.get(family=page.family, locale__language_code=code) for code in codes
    )
    for text in (arabic, norwegian):
        HelpPage.objects.filter(pk=text.pk).update(by_hand=True)
        Translation.objects.filter(target_locale=text.locale_id).update(enabled=False)
    HelpPage.objects.filter(pk=arabic.pk).update(locked=True)
    Review.objects.create(
        page=norwegian, asked_at=timezone.now(), sent_back_at=timezone.now(), words="Tallene"
    )
    where = address("publish", page.family)
    client = browser(liv)
    assert told(client.get(where)) == {
        "Will be published": [("Udluft 2", ["da"])],
        "Parts of it are not translated": [("Udluft 2", ["el"])],
        "The text is locked.": [("Udluft 2", ["ar"])],
        "It was sent back and is to be mended first.": [("Udluft 2", ["nb"])],
    }
    do(client, where)
    live = HelpPage.objects.filter(family=page.family, live=True)
    assert list(live.values_list("pk", "title")) == [(page.pk, "Udluft 2")]


@pytest.mark.parametrize("act", ["publish", "archive"])
def test_who_may_not_publish_is_told_so_for_each_and_offered_nothing(act: str) -> None:
    page = drafts()
    answer = browser(accounts.writer()).get(address(act, page.family))
    assert told(answer) == {"You may not do this here": [("Αερισμός 2", ["el"])]}
    assert 'name="planned"' not in answer.content.decode()
    # The form sent all the same, as by somebody who makes requests by hand.
    browser(accounts.writer("W 2")).post(address(act, page.family), {"planned": "{}"})
    kept = HelpPage.objects.get(pk=page.pk)
    assert (kept.live, kept.title) == (True, "Αερισμός")


def test_rights_are_asked_of_each_language() -> None:
    page = drafts()
    make_page(page.family, "da", title="Ventilation", live=False)
    group = Group.objects.create(name="Greek publishers")
    enter = Permission.objects.get(codename="access_admin")
    group.permissions.add(enter)
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(
            group=group, page=tree.ensure("el"), permission=permission
        )
    user = accounts.member("Ελένη")
    user.groups.add(group)
    report = do(browser(user), address("publish", page.family))
    assert told(report) == {
        "Published": [("Αερισμός 2", ["el"])],
        "You may not do this here": [("Αερισμός 2", ["da"])],
    }


def test_archiving_takes_every_language_back() -> None:
    page = drafts()
    make_page(page.family, "da", title="Ventilation")
    report = do(browser(accounts.publisher()), address("archive", page.family))
    assert told(report)["Archived"] == [("Αερισμός 2", ["el", "da"])]
    unpublished = make_page(make_family("Gone", source="el"), "el", title="Gone")
    unpublished.unpublish()
    expected = browser().get("/el/help/gone/").status_code
    for code in ("el", "da", "en"):
        assert browser().get(f"/{code}/help/aerismos/").status_code == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("add", ["water", "air", "heat"]),
        ("remove", ["water"]),
        ("replace", ["air", "heat"]),
    ],
)
def test_topics_are_added_taken_away_or_replaced_in_their_order(
    how: str, expected: list[str]
) -> None:
    water, air, heat = (make_topic(name) for name in ("Water", "Air", "Heat"))
    page = make_page(make_family("Αερισμός", source="el", topics=[water, air]), "el")
    client = browser(accounts.writer())
    where = address("retag", page.family)
    report = do(client, where, how=how, topics=[air.pk, heat.pk])
    assert report.status_code == 200
    links = Family.objects.get(pk=page.family_id).topic_links.all()
    assert [link.topic.slug for link in links] == expected
    assert ModelLogEntry.objects.get(action="kb.topics").object_id == str(page.family_id)
    again = client.post(where, {"how": how, "topics": [air.pk, heat.pk]})
    assert list(told(again)) == ["There is nothing to change"]


def test_a_circle_of_topics_is_left_out() -> None:
    outer = make_topic("Outer")
    inner = make_topic("Inner", topics=[outer])
    answer = browser(accounts.writer()).post(
        address("retag", outer), {"how": "add", "topics": [inner.pk]}
    )
    assert told(answer) == {"Topics would go round in a circle": [("Outer", [])]}


def test_what_is_done_is_what_was_seen() -> None:
    water, air = make_topic("Water"), make_topic("Air")
    page = make_page(make_family("Αερισμός", source="el"), "el")
    client, where = browser(accounts.writer()), address("retag", page.family)
    seen = client.post(where, {"how": "add", "topics": [water.pk]}).context["planned"]
    other = client.post(where, {"how": "add", "topics": [air.pk], "planned": seen})
    assert other.status_code == 200
    assert not page.family.topic_links.exists()
    assert other.context["planned"] != seen


def test_articles_are_given_to_somebody_who_works_here_and_to_nobody_else() -> None:
    page = make_page(make_family("Αερισμός", source="el"), "el")
    publisher, customer = accounts.publisher("Μαρία"), accounts.member("Customer")
    client, where = browser(publisher), address("own", page.family)
    assert client.post(where, {"owner": customer.pk}).context["form"].errors["owner"]
    do(client, where, owner=publisher.pk)
    assert Family.objects.get(pk=page.family_id).owner == publisher
    assert ModelLogEntry.objects.get(action="kb.owner").user == publisher
    do(client, where, owner="")
    assert Family.objects.get(pk=page.family_id).owner is None


def test_submitting_makes_drafts_where_there_is_nothing() -> None:
    page = make_page(make_family("Αερισμός", source="el"), "el", title="Αερισμός")
    make_page(page.family, "da", title="Ventilation")
    client = browser(accounts.writer())
    report = do(client, address("submit", page.family), languages=["da", "nb"])
    assert told(report) == {
        "Submitted for translation": [("Αερισμός", ["nb"])],
        "There is a text in this language already": [("Αερισμός", ["da"])],
    }
    made = page.family.pages.get(locale__language_code="nb")
    assert not made.live
    translator = browser(accounts.translator())
    refused = translator.post(address("submit", page.family), {"languages": ["sv"]})
    assert list(told(refused)) == ["You may not do this here"]


def test_a_draft_with_mistakes_is_left_out_and_the_others_are_published() -> None:
    good, bad = drafts(), drafts(title="Θέρμανση")
    revision = bad.latest_revision
    revision.content["title"] = ""
    revision.save()
    report = do(browser(accounts.publisher()), address("publish", good.family, bad.family))
    assert list(told(report)) == ["Published", "The draft has mistakes: open it and correct them"]


@pytest.mark.slow
def test_more_than_fifty_are_done_in_the_worker_and_the_page_says_how_far_it_is() -> None:
    topic = make_topic("Water")
    for number in range(51):
        make_page(make_family(f"Αερισμός {number}", source="el"), "el", live="at once")
    owned = make_page(make_family("Topic's", source="el", topics=[topic]), "el")
    client = browser(accounts.publisher())
    # All that the list shows, as it was narrowed: not the one that has a topic.
    where = address("retag", "id=all", "topic=none")
    answer = do(client, where, how="add", topics=[topic.pk])
    assert "0 of 51" in re.sub(r"\s+", " ", answer.content.decode())
    assert topic.member_links.count() == 1
    drain()
    act = Act.objects.get()
    done = client.get(reverse("kb_act", args=[act.pk]))
    assert "51 of 51" in re.sub(r"\s+", " ", done.content.decode())
    assert topic.member_links.count() == 52
    assert Piece.objects.filter(family=owned.family).count() == 0


def test_what_changed_in_the_meantime_is_judged_anew() -> None:
    topic = make_topic("Water")
    page = make_page(make_family("Αερισμός", source="el"), "el", title="Αερισμός")
    client, where = browser(accounts.writer()), address("retag", page.family)
    choice = {"how": "add", "topics": [topic.pk]}
    planned = client.post(where, choice).context["planned"]
    set_topics(member=page.family, topics=[topic])
    report = client.post(where, choice | {"planned": planned}, follow=True)
    assert told(report) == {"There is nothing to change": [("Αερισμός", [])]}


@pytest.mark.parametrize("ids", ["id=x", "id=99999999999999999999", "", "id=0"])
def test_an_act_on_nothing_is_not_found(ids: str) -> None:
    assert browser(accounts.publisher()).get(address("publish", ids)).status_code == 404


def test_an_account_that_is_erased_takes_its_acts_and_articles_along() -> None:
    publisher = accounts.publisher("Μαρία")
    page = drafts()
    Family.objects.update(owner=publisher)
    do(browser(publisher), address("publish", page.family))
    kept = personal_data.export(publisher)["articles"]
    assert (kept["looks_after"], kept["acts"][0]["act"]) == ([page.family.slug], "publish")
    personal_data.erase(publisher)
    assert Family.objects.get(pk=page.family_id).owner is None
    assert not Act.objects.exists()
