"""What was said of each fix on a closed day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("effort", "0010_last_years_tickets")]

    operations = [
        migrations.CreateModel(
            name="FixDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("family", models.CharField(max_length=255)),
                ("fix", models.CharField(max_length=36)),
                ("locale", models.CharField(max_length=12)),
                ("shown", models.PositiveIntegerField()),
                ("worked", models.PositiveIntegerField(default=0)),
                ("did_not", models.PositiveIntegerField(default=0)),
                ("cannot", models.PositiveIntegerField(default=0)),
                ("stopped", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "fix on a day",
                "verbose_name_plural": "fixes on days",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "day", "fix", "locale"),
                        name="effort_one_sum_of_a_fix_a_day",
                    )
                ],
            },
        ),
    ]
