"""A database of a test's own, empty, in the default one's place: for what migrations do."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture
def empty_database(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> Iterator[BaseDatabaseWrapper]:
    """The connection to it. Of the same kind as the tests' own; nothing is migrated yet."""
    default = connections["default"]
    facts = deepcopy(default.settings_dict)
    is_file = default.vendor == "sqlite"
    facts["TEST"]["NAME"] = str(tmp_path / "empty") if is_file else f"empty_{os.getpid()}"
    empty = type(default)(facts, "default")
    with django_db_blocker.unblock():
        facts["NAME"] = empty.creation._create_test_db(verbosity=0, autoclobber=True)
        connections["default"] = empty
        ContentType.objects.clear_cache()
        try:
            yield empty
        finally:
            empty.close()
            connections["default"] = default
            ContentType.objects.clear_cache()
            empty.creation._destroy_test_db(facts["NAME"], verbosity=0)


def migrate(*targets: tuple[str, str]) -> Any:
    """Migrate to these and what they need; returns the models as they are then."""
    executor = MigrationExecutor(connections["default"])
    executor.migrate(list(targets))
    return MigrationExecutor(connections["default"]).loader.project_state(list(targets)).apps
