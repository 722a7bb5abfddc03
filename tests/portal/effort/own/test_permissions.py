"""Who runs the support is given the right when it comes into being, and never again."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.migrations import Migration

from portal.effort.own.permissions import HOLDERS, give_to_holders


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOLDERS)
def test_an_upgrade_gives_the_right_to_those_who_run_the_support(name: str) -> None:
    group = Group.objects.get_or_create(name=name)[0]
    group.permissions.clear()
    config = apps.get_app_config("effort")
    later = Migration("9999_later", "effort")
    give_to_holders(config, using="default", plan=[(later, False)])
    assert not group.permissions.exists()
    since = Migration("0006_take_the_owners_numbers", "effort")
    give_to_holders(config, using="default", plan=[(since, False)])
    assert [one.codename for one in group.permissions.all()] == ["feed_report"]
