"""A rating has a time, and what came to pass on a day is found by it.

Of ratings from before, the time at which the customer said how it went is as near as is known:
the page asks for both in one go. Last, since PostgreSQL builds no index where rows wait to be
checked.
"""

from django.db import migrations, models
from django.db.models import F, Q


def know_when(apps, schema_editor):
    using = schema_editor.connection.alias
    requests = apps.get_model("handover", "ContactRequest").objects.using(using)
    requests.filter(rating__isnull=False).update(rated_at=F("outcome_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('handover', '0006_know_the_mails'),
    ]

    operations = [
        migrations.AddField(
            model_name='contactrequest',
            name='rated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        *(
            migrations.AddIndex(
                model_name='contactrequest',
                index=models.Index(
                    condition=Q((f'{name}__isnull', False)),
                    fields=[name],
                    name=f'handover_{name}',
                ),
            )
            for name in ('answered_at', 'promised_by', 'solved_at', 'rated_at')
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['at'], name='handover_event_at'),
        ),
        migrations.RunPython(know_when, migrations.RunPython.noop),
    ]
