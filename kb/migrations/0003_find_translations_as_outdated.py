"""Search learns which translations are outdated: those of before are looked at again."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def look_again(apps: Any, schema_editor: Any) -> None:
    families = apps.get_model("kb", "Family").objects.exclude(source_changed_at=None)
    change = apps.get_model("search", "Change")
    now = timezone.now()
    slugs = families.values_list("slug", flat=True).order_by("slug")
    change.objects.bulk_create(
        [change(source="kb", key=slug, at=now) for slug in slugs], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0002_remember_imported_pages"),
        ("search", "0001_initial"),
    ]

    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
