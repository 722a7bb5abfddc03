"""Months that are added up, and versions of closed days by which that is known to hold."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('effort', '0008_notes_on_the_time_axis'),
    ]

    operations = [
        migrations.CreateModel(
            name='SummedMonth',
            fields=[
                ('month', models.DateField(primary_key=True, serialize=False)),
                ('stamp', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'month added up',
                'verbose_name_plural': 'months added up',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='closedday',
            name='version',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
        migrations.CreateModel(
            name='MonthFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('figure', models.CharField(max_length=40)),
                ('locale', models.CharField(max_length=12)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('value', models.CharField(blank=True, max_length=300)),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'figure of a month',
                'verbose_name_plural': 'figures of months',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'figure', 'month', 'locale', 'value'), name='effort_one_figure_a_month_and_thing')],
            },
        ),
    ]
