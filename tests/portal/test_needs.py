"""What an installation needs, as Django's checks tell it."""

from collections.abc import Iterator

import pytest
from django.core.checks import registry, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError

from portal import needs


def test_two_needs_cannot_have_one_id() -> None:
    taken = needs.all_needs()[0]
    with pytest.raises(ValueError, match=taken.id):
        needs.need(taken.id)(taken.look)


def test_a_database_that_cannot_tell_is_told() -> None:
    def look() -> Iterator[str]:
        """The weather"""
        yield "It rains."
        raise OperationalError("gone")

    need = needs.Need("tests.E001", look, needs.DEPLOY)
    assert need.missing() == ["The weather: the database cannot tell (OperationalError)."]


@pytest.mark.django_db
def test_what_is_missing_stops_check_deploy_and_no_other_command() -> None:
    # The tests' own settings are none to serve in earnest with.
    with pytest.raises(SystemCheckError, match=r"operations\.E001.*\n.*docs/administrating\.md"):
        call_command("check", "--deploy")
    assert not [found for found in run_checks() if found.id in _ids()]


def test_every_need_is_a_check_of_deployment() -> None:
    ours = [one for one in registry.registry.deployment_checks if "portal" in one.tags]
    made_of_needs = [one for one in ours if one.__module__ == needs.__name__]
    assert len(made_of_needs) == len(needs.all_needs())


def _ids() -> set[str]:
    return {one.id for one in needs.all_needs()}
