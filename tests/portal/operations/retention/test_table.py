"""Every model has a rule, every rule can be kept, and the docs say the same."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import CASCADE, Model

from portal.jobs import registry
from portal.operations.retention.rules import RetentionRule
from portal.operations.retention.table import RULES
from portal.settings.environment import REPOSITORY, Environment

DOCS = REPOSITORY / "docs" / "retention.md"
NAMED = [label for rule in RULES for label in rule.models]
BY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.what[:40])


def test_every_installed_model_stands_in_one_rule() -> None:
    installed = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert installed - set(NAMED) == set()
    # Each kind of database has an index of Wagtail's own.
    gone = set(NAMED) - installed
    assert gone <= (
        set() if connection.vendor == "sqlite" else {"wagtailsearch.SQLiteFTSIndexEntry"}
    )
    assert [label for label, times in Counter(NAMED).items() if times > 1] == []


@BY_RULE
def test_a_rule_says_in_one_way_who_ends_it(rule: RetentionRule) -> None:
    assert sum(map(bool, (rule.sweeps, rule.job, rule.owners, rule.because))) == 1


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.job], ids=lambda rule: rule.job)
def test_a_job_that_a_rule_names_is_there(rule: RetentionRule) -> None:
    assert registry.get(rule.job).every


@pytest.mark.parametrize(
    ("rule", "label"),
    [(rule, label) for rule in RULES if rule.owners for label in rule.models],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_lives_as_long_as_its_owner_goes_with_it(rule: RetentionRule, label: str) -> None:
    owners = {apps.get_model(owner) for owner in rule.owners}
    assert owners & _cascading_to(apps.get_model(label))


def _cascading_to(model: type[Model]) -> set[type[Model]]:
    found = {
        field.related_model
        for field in model._meta.concrete_fields
        if field.remote_field and getattr(field.remote_field, "on_delete", None) is CASCADE
    }
    parents = {parent for one in found for parent in one._meta.get_parent_list()}
    return found | parents


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.sweeps], ids=lambda rule: rule.what[:40]
)
def test_what_is_swept_is_of_a_model_that_is_named(rule: RetentionRule) -> None:
    assert {sweep.model for sweep in rule.sweeps} <= set(NAMED)


def test_a_setting_of_the_table_is_one_of_the_environment() -> None:
    for name in filter(None, (rule.setting for rule in RULES)):
        assert getattr(settings, name) == Environment.model_fields[name.lower()].default


def test_the_docs_tell_every_rule_in_the_same_words() -> None:
    told = DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!what |---)(.+) \| (.+) \|$", told, re.MULTILINE)
    assert rows == [(rule.what, rule.told()) for rule in RULES]
