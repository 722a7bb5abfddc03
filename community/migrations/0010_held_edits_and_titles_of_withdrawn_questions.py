import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_titles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A withdrawn question leaves no title any more; to undo it, its last text has one."""
    posts = apps.get_model("community", "Post").objects
    withdrawn = posts.filter(kind="question", state="withdrawn").values_list("thread", flat=True)
    threads = list(withdrawn)
    apps.get_model("community", "Thread").objects.filter(pk__in=threads).update(title="")
    now = django.utils.timezone.now()
    changes = apps.get_model("search", "Change")
    changes.objects.bulk_create(
        [changes(source="community", key=str(thread), at=now) for thread in threads]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0006_measure_what_is_near'),
        ('community', '0009_find_and_check_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=150)),
                ('body', models.TextField()),
                ('held_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='held')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='held_edit', to='community.post')),
            ],
            options={
                'verbose_name': 'new text that waits for a moderator',
                'verbose_name_plural': 'new texts that wait for a moderator',
            },
        ),
        migrations.RunPython(take_titles, migrations.RunPython.noop),
    ]
