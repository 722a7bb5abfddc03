"""What was noted by key alone: the index looks at it again.

In a transaction of its own: PostgreSQL builds no index where rows wait to be checked.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone


def look_again(apps: Any, schema_editor: Any) -> None:
    unembedded = apps.get_model("search", "Unembedded").objects.filter(locale="")
    change = apps.get_model("search", "Change")
    now = timezone.now()
    keys = unembedded.values_list("source", "key").order_by("source", "key")
    change.objects.bulk_create(
        [change(source=source, key=key, at=now) for source, key in keys], batch_size=500
    )
    unembedded.delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0007_note_each_text_without_vectors")]

    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
