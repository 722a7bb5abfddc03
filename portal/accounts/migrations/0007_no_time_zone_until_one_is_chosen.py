"""UTC was what nobody had chosen: whoever has it reads times in the zone of their own device."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_utc(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("accounts", "User").objects.filter(time_zone="UTC").update(time_zone="")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_find_sign_ups_by_age")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                blank=True, default="", max_length=64, verbose_name="time zone"
            ),
        ),
        # Going back, an empty name is told in UTC as before.
        migrations.RunPython(forget_utc, migrations.RunPython.noop, elidable=True),
    ]
