"""Announcements in the editors' pages: for whom they are, and what they tell."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.migrations import Migration
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from kb import policy
from kb.announcements.models import Announcement
from portal.watches.models import Watch
from tests.factories import accounts, groups
from tests.factories.announcements import announcement, problem
from tests.factories.watches import watch
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
LIST = "/cms/snippets/kb/announcement/"
SINCE = "0015_announcements"


def typed(**changes: Any) -> dict[str, Any]:
    text = {"locale": "el", "title": "Βλάβη", "text": "Το κοιτάμε.", "link": ""}
    fields = {
        "kind": "problem",
        "starts_at": "2026-01-02 10:00",
        "ends_at": "",
        "markets": "gr, NO",
    }
    fields |= {"article": "", "texts": inline_formset([text | changes.pop("text", {})])}
    filled: dict[str, Any] = nested_form_data(fields | changes)
    return filled


def test_a_support_manager_writes_one_in_one_language() -> None:
    client = browser(accounts.support_manager())
    answer = client.post(f"{LIST}add/", typed())
    assert answer.status_code == 302
    row = Announcement.objects.get()
    assert (str(row), row.kind, row.markets) == ("Βλάβη", "problem", ["GR", "NO"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": "2026-01-02 09:00"},
        {"markets": "Norge"},
        {"texts": inline_formset([])},
        {"text": {"link": "javascript:alert(1)"}},
        {"text": {"link": "//evil.example"}},
        {"text": {"link": "/\\evil.example"}},
        {"text": {"title": ""}},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(wrong: dict[str, Any]) -> None:
    client = browser(accounts.publisher())
    answer = client.post(f"{LIST}add/", typed(**wrong))
    assert answer.status_code == 200
    assert not Announcement.objects.exists()
    if "texts" not in wrong:
        assert "Το κοιτάμε." in answer.content.decode()


def test_the_form_names_the_zone_of_its_times() -> None:
    page = browser(accounts.publisher()).get(f"{LIST}add/").content.decode()
    assert "Times are in this time zone: UTC" in page


def test_the_list_tells_states_and_how_many_wait() -> None:
    now = timezone.now()
    row = problem()
    announcement(starts_at=now + timedelta(days=1))
    announcement(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    for n in range(3):
        watch(row, f"{n}@example.com")
    page = browser(accounts.publisher()).get(LIST)
    told = page.content.decode()
    assert all(state in told for state in ("planned", "shown", "over"))
    assert [one.waiting for one in page.context["object_list"]] == [0, 3, 0]


def test_saying_that_it_is_solved_calls_who_waits() -> None:
    row = problem()
    mine = watch(row)
    text = row.texts.get()
    filled = {"locale": "el", "title": text.title, "text": "", "link": "", "id": text.pk}
    posted = typed(kind="solved", texts=inline_formset([filled], initial=1))
    answer = browser(accounts.publisher()).post(f"{LIST}edit/{row.pk}/", posted)
    assert answer.status_code == 302
    assert Watch.objects.get(pk=mine.pk).called_at is not None


def test_one_that_is_deleted_is_named_by_its_title() -> None:
    row = problem()
    title = row.texts.get().title
    answer = browser(accounts.publisher()).post(f"{LIST}delete/{row.pk}/", follow=True)
    assert not Announcement.objects.exists()
    assert title in answer.content.decode()


def test_the_preview_shows_it_in_a_language_before_it_is_saved() -> None:
    client = browser(accounts.publisher())
    address = reverse("wagtailsnippets_kb_announcement:preview_on_add")
    client.post(address, typed())
    page = client.get(address, {"mode": "el"})
    assert "Βλάβη" in page.content.decode()
    assert 'lang="el"' in page.content.decode()


def test_who_published_or_ran_the_support_may_do_it_after_the_upgrade() -> None:
    publishers, managers, others = (Group.objects.create(name=name) for name in "αβγ")
    given = GroupPagePermission.objects.get(
        group=groups.group("Publishers"), permission__codename="publish_page"
    )
    GroupPagePermission.objects.create(
        group=publishers, page=given.page, permission=given.permission
    )
    run = groups.group("Support managers").permissions.get(codename="run_support")
    managers.permissions.add(run)
    config, plan = apps.get_app_config("kb"), [(Migration(SINCE, "kb"), False)]
    for give in (policy.give_to_managers, policy.give_to_publishers):
        give(config, using="default", plan=[])
    assert not publishers.permissions.exists()
    for give in (policy.give_to_managers, policy.give_to_publishers):
        give(config, using="default", plan=plan)
    assert [one.codename for one in publishers.permissions.all()] == ["announce"]
    assert managers.permissions.filter(codename="announce").exists()
    assert not others.permissions.exists()
