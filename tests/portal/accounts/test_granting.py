"""A right that comes into being out of another one, and who has it then."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration

from portal import actors
from portal.effort import policy
from portal.home import policy as front
from search.tuning import permissions
from tests.factories import accounts

# App, who gives it, the old right, the new one, and the migration that it waits for.
BORN = (
    (
        *("effort", policy.give_to_managers, "support.run_support", "feed_report"),
        "0006_take_the_owners_numbers",
    ),
    (
        *("effort", policy.give_to_readers, "effort.view_report", "export_report"),
        "0007_a_right_to_export",
    ),
    (
        *("search", permissions.give_log_to_tuners, "search.tune_search", "view_query_log"),
        "0010_a_right_to_see_the_log",
    ),
    (
        *("home", front.give_to_administrators, "auth.change_group", "dress_front"),
        "0003_hero",
    ),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "give", "old", "new", "since"), BORN)
def test_who_could_do_it_before_still_can_and_nobody_else(
    app: str, give: Any, old: str, new: str, since: str
) -> None:
    had, others = (Group.objects.create(name=name) for name in ("Διευθύντριες", "Άλλες"))
    right = Permission.objects.get(actors.named(old))
    old = right.codename
    had.permissions.add(right)
    alone = accounts.member("Μόνη")
    alone.user_permissions.add(right)
    config = apps.get_app_config(app)
    assert Path(config.path, "migrations", f"{since}.py").is_file()
    give(config, using="default", plan=[(Migration("9999_later", app), False)])
    assert [one.codename for one in had.permissions.all()] == [old]
    give(config, using="default", plan=[(Migration(since, app), False)])
    assert {one.codename for one in had.permissions.all()} == {old, new}
    assert {one.codename for one in alone.user_permissions.all()} == {old, new}
    assert not others.permissions.exists()
