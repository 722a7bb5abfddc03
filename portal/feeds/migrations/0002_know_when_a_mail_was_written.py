import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0001_tokens_and_weekly_mails"),
    ]

    operations = [
        migrations.AddField(
            model_name="weeklysent",
            name="written_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
