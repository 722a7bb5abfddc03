import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0004_a_question_is_a_post"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            "post", options={"verbose_name": "post", "verbose_name_plural": "posts"}
        ),
        # Forms and their keys.
        migrations.RemoveConstraint("post", "answer_posted_once_from_a_form"),
        migrations.RemoveConstraint("thread", "thread_posted_once_from_a_form"),
        migrations.RenameField("post", "once", "idempotency_key"),
        migrations.RenameField("draft", "once", "idempotency_key"),
        migrations.AlterField(
            "post",
            "idempotency_key",
            models.UUIDField(
                editable=False,
                help_text="The form it came from: a form posts once.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "post",
            models.UniqueConstraint(
                fields=["author", "idempotency_key"], name="one_post_from_a_form"
            ),
        ),
        # What threads hold no more.
        migrations.RemoveField("thread", "body"),
        migrations.RemoveField("thread", "body_html"),
        migrations.RemoveField("thread", "policy"),
        migrations.RemoveField("thread", "once"),
        migrations.AlterField(
            "thread",
            "hidden",
            models.BooleanField(default=False, editable=False, verbose_name="hidden"),
        ),
        migrations.AddIndex(
            "thread", models.Index(fields=["created_at"], name="thread_by_time")
        ),
        # What posts are.
        migrations.RemoveField("post", "hidden"),
        migrations.AlterField(
            "post",
            "thread",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="posts",
                to="community.thread",
                verbose_name="thread",
            ),
        ),
        migrations.AlterField(
            "post",
            "author",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="posts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="author",
            ),
        ),
        migrations.AlterField(
            "post",
            "by_staff",
            models.BooleanField(
                default=False,
                help_text="As it was when the post was written.",
                verbose_name="by staff",
            ),
        ),
        migrations.AlterField(
            "post",
            "policy",
            models.PositiveSmallIntegerField(
                default=0,
                editable=False,
                help_text="The sanitiser's rules the text was rendered with.",
            ),
        ),
        migrations.AlterField(
            "post",
            "created_at",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name="posted"),
        ),
        migrations.AddField(
            "post",
            "rank",
            models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(kind="question", then=0),
                    models.When(accepted_at__isnull=False, then=1),
                    default=2,
                ),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.RemoveIndex("post", "answer_in_thread"),
        migrations.AddIndex(
            "post",
            models.Index(
                fields=["thread", "kind", "rank", "created_at", "id"],
                name="post_in_reading_order",
            ),
        ),
        migrations.AddIndex("post", models.Index(fields=["created_at"], name="post_by_time")),
        migrations.AddConstraint(
            "post",
            models.UniqueConstraint(
                condition=Q(kind="question"), fields=["thread"], name="one_question_in_a_thread"
            ),
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(kind="answer"),
                name="only_an_answer_is_accepted",
            ),
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=Q(kind__in=["question", "answer"]), name="post_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=Q(state__in=["visible", "hidden"]), name="post_state_is_known"
            ),
        ),
        # Votes, reports and acts of moderators.
        migrations.AlterField(
            "postvote",
            "voter",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="post_votes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            "postvote",
            models.UniqueConstraint(fields=["post", "voter"], name="one_vote_for_each_member"),
        ),
        migrations.RemoveField("report", "thread"),
        migrations.AlterField(
            "report",
            "post",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="community.post",
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(
                fields=["reporter", "post"], name="one_report_for_each_member_and_post"
            ),
        ),
        migrations.AddConstraint(
            "moderationaction",
            models.CheckConstraint(
                condition=Q(post__isnull=False, thread__isnull=True)
                | Q(post__isnull=True, thread__isnull=False),
                name="moderated_either_a_post_or_a_thread",
            ),
        ),
    ]
