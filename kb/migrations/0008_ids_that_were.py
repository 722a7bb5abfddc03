"""Every id that families have stands in one table, with those that they will have had."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import kb.identifiers

_AT_ONCE = 1_000


def enter(apps: Any, schema_editor: Any) -> None:
    """The id of each family; safe to run again."""
    ids = apps.get_model("kb", "FamilyId")
    known = apps.get_model("kb", "Family").objects.values_list("slug", "pk")
    rows = [ids(slug=slug, family_id=pk) for slug, pk in known.iterator(chunk_size=_AT_ONCE)]
    ids.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("kb", "0007_say_how_current_each_language_is")]

    operations = [
        migrations.AlterField(
            model_name="family",
            name="slug",
            field=models.CharField(
                help_text="Its name in addresses and files.",
                max_length=100,
                unique=True,
                validators=[kb.identifiers.validate_slug],
                verbose_name="id",
            ),
        ),
        migrations.CreateModel(
            name="FamilyId",
            fields=[
                (
                    "slug",
                    models.CharField(
                        max_length=100, primary_key=True, serialize=False, verbose_name="id"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ids",
                        to="kb.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "id of an article",
                "verbose_name_plural": "ids of articles",
                "ordering": ["slug"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
