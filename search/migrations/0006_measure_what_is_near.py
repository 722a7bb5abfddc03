from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_keep_vectors_of_passages")]

    operations = [
        migrations.RemoveField(model_name="spaceinuse", name="elsewhere"),
        migrations.AddField(
            model_name="spaceinuse", name="apart", field=models.FloatField(null=True)
        ),
    ]
