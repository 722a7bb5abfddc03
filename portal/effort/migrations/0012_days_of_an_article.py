"""The days of some articles are read without those of all others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('effort', '0011_fixes_on_days'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dailyfigure',
            index=models.Index(condition=models.Q(('kind', 'family')), fields=['figure', 'value', 'locale', 'day'], name='effort_figure_of_article'),
        ),
    ]
