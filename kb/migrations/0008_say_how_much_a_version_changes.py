"""How much the next version of a source changes, as its editor says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kb", "0007_say_how_current_each_language_is")]

    operations = [
        migrations.AddField(
            model_name="helppage",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "as proposed"),
                    ("trivial", "trivial: it says the same"),
                    ("minor", "minor: translations need an update"),
                    ("major", "major: readers of translations are told that they are outdated"),
                ],
                db_default="",
                default="",
                max_length=10,
                verbose_name="how much this changes",
            ),
        ),
    ]
