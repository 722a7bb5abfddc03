"""The tables: which migrations wait, and the tables of caches, which no migration makes."""

from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def waiting_migrations() -> list[str]:
    """The migrations that are not applied, as "app.name", in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_new() -> bool:
    """Whether nothing has ever been put into it."""
    return not MigrationRecorder(connection).applied_migrations()


def migrate() -> int:
    """Apply them; returns how many there were."""
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    return len(waiting)


def missing_cache_tables() -> list[str]:
    """The tables that the settings of caches name and the database lacks."""
    shared = [cache for cache in caches.all() if isinstance(cache, BaseDatabaseCache)]
    wanted: list[str] = [cache._table for cache in shared]  # type: ignore[attr-defined]
    there = set(connection.introspection.table_names()) if wanted else set()
    return [table for table in wanted if table not in there]


def make_cache_tables() -> int:
    """Make them; returns how many there were."""
    missing = missing_cache_tables()
    if missing:
        call_command("createcachetable", verbosity=0)
    return len(missing)
