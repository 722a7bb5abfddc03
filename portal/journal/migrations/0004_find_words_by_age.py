from django.db import migrations, models

from portal.migrating import AddIndexBesideWriters


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
