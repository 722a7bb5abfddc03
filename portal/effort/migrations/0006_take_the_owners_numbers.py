"""What the owner tells the report: minutes per request, and daily numbers from elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('effort', '0005_keep_closed_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('series', models.CharField(choices=[('customers', 'Customers'), ('orders', 'Orders'), ('calls', 'Calls'), ('contacts', 'Contacts elsewhere')], max_length=10)),
                ('language', models.CharField(blank=True, default='', max_length=12)),
                ('market', models.CharField(blank=True, default='', max_length=2)),
                ('value', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'number of your own',
                'verbose_name_plural': 'numbers of your own',
                'permissions': [('feed_report', 'Can give the support-effort report numbers of your own')],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('series', 'day', 'language', 'market'), name='effort_one_own_number')],
            },
        ),
        migrations.CreateModel(
            name='WorkPerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'minutes per request',
                'verbose_name_plural': 'minutes per request',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='effort_work_is_one_row'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='effort_work_is_a_day_at_most')],
            },
        ),
    ]
