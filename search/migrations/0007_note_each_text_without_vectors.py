"""What lacks vectors is noted by text and language, not by key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_measure_what_is_near")]

    operations = [
        migrations.RemoveConstraint(model_name="unembedded", name="search_unembedded_once"),
        migrations.AddField(
            model_name="unembedded",
            name="locale",
            field=models.CharField(db_default="", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="unembedded",
            constraint=models.UniqueConstraint(
                fields=("source", "key", "locale"), name="search_unembedded_once_per_text"
            ),
        ),
    ]
