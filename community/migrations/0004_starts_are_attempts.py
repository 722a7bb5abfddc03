from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0002_community_moderators'),
        ('deflection', '0002_take_over_the_starts'),
    ]

    operations = [
        migrations.DeleteModel('AskStart'),
    ]
