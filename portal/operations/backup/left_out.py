"""Whose rows no backup has."""

from django.apps import apps
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

LEFT_OUT = {
    "journal.DaySalt": "With a day's salt, its visits could be led back to addresses.",
    "sessions.Session": "Whoever has one is signed in.",
    "limits.Counter": "They are over when the backup is needed.",
    "jobs.Lead": "Who led then does not lead now.",
    "search.EngineCopy": "The index is the machine's; what it holds is another database's.",
    "search.FailedChange": "They belong to such a copy.",
}


def tables_left_out() -> list[str]:
    """Their tables, and those of caches, as far as this database has them."""
    known = [apps.get_model(label)._meta.db_table for label in LEFT_OUT]
    shared = (cache for cache in caches.all() if isinstance(cache, BaseDatabaseCache))
    known += [cache._table for cache in shared]  # type: ignore[attr-defined]
    there = set(connection.introspection.table_names())
    return [table for table in known if table in there]
