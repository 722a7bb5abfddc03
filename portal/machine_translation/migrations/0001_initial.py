"""What each engine was sent in a month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Spent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("engine", models.CharField(max_length=20, verbose_name="engine")),
                ("month", models.DateField(verbose_name="month")),
                (
                    "characters",
                    models.PositiveBigIntegerField(default=0, verbose_name="characters"),
                ),
            ],
            options={
                "verbose_name": "characters sent to a translation engine",
                "verbose_name_plural": "characters sent to translation engines",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("engine", "month"), name="machine_translation_spent_once_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="machine_translation_month_by_its_first_day",
                    ),
                ],
            },
        ),
    ]
