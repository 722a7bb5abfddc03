"""What lacks vectors is noted by text, not by key: the index looks at the noted ones again."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def look_again(apps: Any, schema_editor: Any) -> None:
    unembedded = apps.get_model("search", "Unembedded").objects.all()
    change = apps.get_model("search", "Change")
    now = timezone.now()
    keys = unembedded.values_list("source", "key").order_by("source", "key")
    change.objects.bulk_create(
        [change(source=source, key=key, at=now) for source, key in keys], batch_size=500
    )
    unembedded.delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0006_measure_what_is_near")]

    operations = [
        migrations.RunPython(look_again, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="unembedded", name="search_unembedded_once"),
        migrations.AddField(
            model_name="unembedded",
            name="locale",
            field=models.CharField(db_default="", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="unembedded",
            constraint=models.UniqueConstraint(
                fields=("source", "key", "locale"), name="search_unembedded_once_per_text"
            ),
        ),
    ]
