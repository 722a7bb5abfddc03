from django.db import migrations, models
from django.db.models import Max


def keep_what_was_counted(apps, schema_editor):
    """What was counted so far stays: the last night was on the last day that has a count, or later."""
    last = apps.get_model("gaps", "Demand").objects.aggregate(day=Max("day"))["day"]
    apps.get_model("gaps", "Gap").objects.update(counted_on=last)


class Migration(migrations.Migration):

    dependencies = [
        ('gaps', '0001_content_gaps'),
    ]

    operations = [
        migrations.AddField(
            model_name='gap',
            name='counted_on',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(keep_what_was_counted, migrations.RunPython.noop, elidable=True),
    ]
