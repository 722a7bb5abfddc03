"""Vectors are found by their age, so that forgetting some reads no others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0008_look_again_at_what_was_noted")]

    operations = [
        migrations.AddIndex(
            model_name="embedding",
            index=models.Index(fields=["made_at"], name="search_embedding_made"),
        ),
    ]
