from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0005_posts_alone'),
        ('deflection', '0002_take_over_the_starts'),
    ]

    operations = [
        migrations.DeleteModel('AskStart'),
    ]
