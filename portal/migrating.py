"""Changes of large tables that nobody has to wait for. Their migrations are not atomic.

Of a run that was broken off, something half made is left: the next run begins with its end.
"""

from typing import Any

from django.db import transaction
from django.db.migrations.operations import AddConstraint, AddIndex

_DROP = "ALTER TABLE %(table)s DROP CONSTRAINT IF EXISTS %(name)s"
_VALIDATE = "ALTER TABLE %(table)s VALIDATE CONSTRAINT %(name)s"


class AddIndexBesideWriters(AddIndex):
    """On PostgreSQL the table goes on being read and written meanwhile."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)  # If it exists.
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
        named = (model._meta.db_table, self.constraint.name)
        names = dict(zip(("table", "name"), map(schema_editor.quote_name, named), strict=True))
        drop, validate = _DROP % names, _VALIDATE % names
        add = f"{self.constraint.create_sql(model, schema_editor)} NOT VALID"
        schema_editor.execute(drop)
        schema_editor.execute(add, params=None)
        schema_editor.execute(validate)
