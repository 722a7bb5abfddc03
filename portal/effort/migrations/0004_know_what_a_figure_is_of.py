"""Roll-ups of topics, articles and the like, and by which definition each day was counted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("effort", "0003_forget_closed_days")]

    operations = [
        migrations.RemoveConstraint(
            model_name="dailyfigure",
            name="effort_one_figure_a_day_and_language",
        ),
        migrations.AddField(
            model_name="dailyfigure",
            name="kind",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="dailyfigure",
            name="value",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddConstraint(
            model_name="dailyfigure",
            constraint=models.UniqueConstraint(
                fields=("day", "figure", "locale", "kind", "value"),
                name="effort_one_figure_a_day_and_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="dailyfigure",
            index=models.Index(fields=["kind", "figure", "day"], name="effort_figure_by_kind"),
        ),
        migrations.AddField(
            model_name="closedday",
            name="definitions",
            field=models.JSONField(
                default=dict, db_default=models.Value({}, models.JSONField())
            ),
        ),
        migrations.AddField(
            model_name="closedday",
            name="zone",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]
