from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('handover', '0002_key_mails_kept'),
        ('deflection', '0002_take_over_the_starts'),
    ]

    operations = [
        migrations.DeleteModel('ContactStart'),
    ]
