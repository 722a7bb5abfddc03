"""Pictures that show words are counted by language."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kb", "0019_snippets"),
    ]

    operations = [
        migrations.AddField(
            model_name='translationstate',
            name='pictures_to_do',
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name='pictures to do'),
        ),
    ]
