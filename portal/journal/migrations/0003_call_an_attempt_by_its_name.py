from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_remember_what_a_vote_said'),
    ]

    operations = [
        migrations.RenameField('step', 'contact_start', 'attempt'),
    ]
