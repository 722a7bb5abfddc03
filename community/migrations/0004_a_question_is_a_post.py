"""Each thread's text becomes its question; reports and acts of moderators follow it.

In statements that both databases read alike, each for all rows at once: a community may have a
million posts.
"""

from django.db import migrations

HIDDEN = "UPDATE community_post SET state = 'hidden' WHERE hidden"
# A form's key that was sent with a question and an answer, too, stays with the answer.
QUESTIONS = """
    INSERT INTO community_post (
        thread_id, kind, author_id, locale, body, body_html, policy, state, revision, hidden,
        by_staff, created_at, vote_count, once
    )
    SELECT
        thread.id, 'question', thread.author_id, thread.locale, thread.body, thread.body_html,
        thread.policy, CASE WHEN thread.hidden THEN 'hidden' ELSE 'visible' END, 1, thread.hidden,
        FALSE, thread.created_at, 0, CASE WHEN answer.id IS NULL THEN thread.once END
    FROM community_thread AS thread
    LEFT JOIN community_post AS answer
        ON answer.author_id = thread.author_id AND answer.once = thread.once
    ORDER BY thread.id
"""
REPORTS = """
    UPDATE community_report SET post_id = question.id
    FROM community_post AS question
    WHERE community_report.post_id IS NULL
        AND question.thread_id = community_report.thread_id AND question.kind = 'question'
"""
ACTIONS = """
    UPDATE community_moderationaction SET post_id = question.id
    FROM community_post AS question
    WHERE community_moderationaction.post_id IS NULL
        AND community_moderationaction.verb NOT IN ('lock', 'unlock', 'move')
        AND question.thread_id = community_moderationaction.thread_id
        AND question.kind = 'question'
"""
EITHER = "UPDATE community_moderationaction SET thread_id = NULL WHERE post_id IS NOT NULL"
# The first reply is from now on the first that can be read.
FIRST_REPLIES = """
    UPDATE community_thread SET first_reply_at = (
        SELECT MIN(answer.created_at) FROM community_post AS answer
        WHERE answer.thread_id = community_thread.id
            AND answer.kind = 'answer' AND answer.state = 'visible'
            AND (
                answer.author_id IS NULL OR community_thread.author_id IS NULL
                OR answer.author_id <> community_thread.author_id
            )
    )
    WHERE id IN (SELECT thread_id FROM community_post WHERE kind = 'answer' AND state = 'hidden')
"""

# And the same way back.
TEXTS = """
    UPDATE community_thread SET
        body = question.body, body_html = question.body_html, policy = question.policy,
        once = question.once
    FROM community_post AS question
    WHERE question.thread_id = community_thread.id AND question.kind = 'question'
"""
FLAGS = "UPDATE community_post SET hidden = (state = 'hidden')"
REPORTS_OF_THREADS = """
    UPDATE community_report SET
        thread_id = post.thread_id,
        post_id = CASE WHEN post.kind = 'question' THEN NULL ELSE post.id END
    FROM community_post AS post WHERE community_report.post_id = post.id
"""
ACTIONS_ON_THREADS = """
    UPDATE community_moderationaction SET
        thread_id = post.thread_id,
        post_id = CASE WHEN post.kind = 'question' THEN NULL ELSE post.id END
    FROM community_post AS post WHERE community_moderationaction.post_id = post.id
"""
NO_QUESTIONS = "DELETE FROM community_post WHERE kind = 'question'"


RENAMED = {"answer": "post", "answervote": "postvote"}


def rename_permissions(apps, schema_editor, renamed=RENAMED):
    """Let what was granted on answers be granted on posts.

    Django does so after the migrations, and fails if anybody has asked for the new ones before.
    """
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for permission in permissions.filter(content_type__app_label="community"):
        action, _, model = permission.codename.partition("_")
        if model in renamed:
            permission.codename = f"{action}_{renamed[model]}"
            permission.save(update_fields=["codename"])


def rename_permissions_back(apps, schema_editor):
    rename_permissions(apps, schema_editor, {new: old for old, new in RENAMED.items()})


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0003_an_answer_is_a_post"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(
            [HIDDEN, QUESTIONS, REPORTS, ACTIONS, EITHER, FIRST_REPLIES],
            [TEXTS, FLAGS, REPORTS_OF_THREADS, ACTIONS_ON_THREADS, NO_QUESTIONS],
        ),
        migrations.RunPython(rename_permissions, rename_permissions_back),
    ]
