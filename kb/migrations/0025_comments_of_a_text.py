from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kb", "0024_videos_without_words")]

    operations = [
        migrations.AddIndex(
            model_name="vote",
            index=models.Index(
                condition=models.Q(("comment", ""), _negated=True),
                fields=["family", "reader_locale", "at"],
                name="kb_vote_comment_of",
            ),
        ),
    ]
