"""What failed is tried again as every other row is; how often it was tried fits a smaller column."""

import django.utils.timezone
from django.db import migrations, models

MOST = 32_767


def bring_down_what_is_too_high(apps, schema_editor):
    for name in ("EngineCopy", "FailedChange"):
        rows = apps.get_model("search", name).objects.using(schema_editor.connection.alias)
        rows.filter(attempts__gt=MOST).update(attempts=MOST)


class Migration(migrations.Migration):
    dependencies = [("search", "0010_a_right_to_see_the_log")]

    operations = [
        migrations.RunPython(bring_down_what_is_too_high, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='enginecopy',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='attempts'),
        ),
        migrations.AlterField(
            model_name='enginecopy',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='due at'),
        ),
        migrations.AlterField(
            model_name='enginecopy',
            name='last_error',
            field=models.CharField(blank=True, max_length=500, verbose_name='last error'),
        ),
        migrations.AlterField(
            model_name='failedchange',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='attempts'),
        ),
        migrations.AlterField(
            model_name='failedchange',
            name='due_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='due at'),
        ),
        migrations.AlterField(
            model_name='failedchange',
            name='last_error',
            field=models.CharField(blank=True, max_length=500, verbose_name='last error'),
        ),
    ]
