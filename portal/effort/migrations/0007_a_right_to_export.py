from django.db import migrations


class Migration(migrations.Migration):
    # Who has the right to see is given it by portal.effort.policy, after the migration.

    dependencies = [
        ('effort', '0006_take_the_owners_numbers'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='dailyfigure',
            options={
                'default_permissions': (),
                'permissions': [
                    ('view_report', 'Can see the support-effort report'),
                    ('export_report', 'Can export the support-effort report'),
                ],
                'verbose_name': 'daily figure',
                'verbose_name_plural': 'daily figures',
            },
        ),
    ]
