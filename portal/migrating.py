"""Changes of large tables that nobody has to wait for. Their migrations are not atomic.

Of a run that was broken off, something half made is left: the next run begins with its end.
"""

from typing import Any

from django.db import transaction
from django.db.migrations.operations import AddConstraint, AddIndex


class AddIndexBesideWriters(AddIndex):
    """On PostgreSQL the table goes on being read and written meanwhile."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {self.index.name}")
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


class AddCheckBesideWriters(AddConstraint):
    """On PostgreSQL the check holds for new rows at once; the others are read afterwards."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            # SQLite writes the table anew: all of it or nothing.
            with transaction.atomic(schema_editor.connection.alias):
                super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        table, name = model._meta.db_table, self.constraint.name
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        added = self.constraint.create_sql(model, schema_editor)
        schema_editor.execute(f"{added} NOT VALID", params=None)
        schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
