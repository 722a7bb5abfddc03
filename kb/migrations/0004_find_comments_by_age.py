from django.db import migrations, models

# Wagtail keeps these for ever and finds none of them by age.
TABLES = {
    "wagtail_localize_translationlog": "kb_translationlog_at",
    "wagtailcore_workflowstate": "kb_workflowstate_at",
}


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0003_find_translations_as_outdated"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="vote",
            index=models.Index(
                condition=models.Q(("comment", ""), _negated=True),
                fields=["at"],
                name="kb_vote_comment_at",
            ),
        ),
        *(
            migrations.RunSQL(
                f"CREATE INDEX IF NOT EXISTS {name} ON {table} (created_at)",
                f"DROP INDEX IF EXISTS {name}",
            )
            for table, name in TABLES.items()
        ),
    ]
