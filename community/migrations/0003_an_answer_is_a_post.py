"""Question and answer become one model, in three steps: here answers become posts, with their
numbers; then questions do, with all that was said of them; then what is not needed any more goes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0002_community_moderators"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("report", "one_report_for_each_member_and_thread"),
        migrations.RemoveConstraint("report", "one_report_for_each_member_and_answer"),
        migrations.RemoveConstraint("answervote", "one_vote_for_each_member"),
        migrations.RenameModel("Answer", "Post"),
        migrations.RenameModel("AnswerVote", "PostVote"),
        migrations.RenameField("postvote", "answer", "post"),
        migrations.RenameField("report", "answer", "post"),
        migrations.RenameField("moderationaction", "answer", "post"),
        migrations.AddField(
            "post",
            "kind",
            models.CharField(
                choices=[("question", "Question"), ("answer", "Answer")],
                default="answer",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "post",
            "state",
            models.CharField(
                choices=[("visible", "Shown"), ("hidden", "Hidden")],
                default="visible",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            "post", "revision", models.PositiveIntegerField(default=1, editable=False)
        ),
        # So that the way back can make these fields before it fills them.
        migrations.AlterField(
            "report",
            "thread",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="community.thread",
            ),
        ),
        migrations.AlterField(
            "moderationaction",
            "thread",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moderation_actions",
                to="community.thread",
            ),
        ),
        migrations.AlterField(
            "thread", "body", models.TextField(default="", verbose_name="text")
        ),
        migrations.AlterField("thread", "body_html", models.TextField(default="", editable=False)),
    ]
