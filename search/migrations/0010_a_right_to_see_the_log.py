from django.db import migrations


class Migration(migrations.Migration):
    # Who has the right to tune is given it by search.tuning.permissions, after the migration.

    dependencies = [
        ('search', '0009_find_vectors_by_age'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='synonymgroup',
            options={
                'ordering': ['locale', 'wordings'],
                'permissions': [
                    ('tune_search', 'Can tune search'),
                    ('view_query_log', 'Can see the query log'),
                ],
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
            },
        ),
    ]
