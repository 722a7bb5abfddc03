from django.db import migrations, models
from django.db.migrations.operations import AddIndex


class AddIndexBesideWriters(AddIndex):
    """Steps are the largest table: on PostgreSQL they go on being written meanwhile."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        # Of a run that was broken off, one that is not valid is left.
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {self.index.name}")
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("journal", "0003_call_an_attempt_by_its_name"),
    ]

    operations = [
        AddIndexBesideWriters(
            model_name="step",
            index=models.Index(
                condition=models.Q(("query", ""), _negated=True),
                fields=["day"],
                name="journal_step_words",
            ),
        ),
    ]
