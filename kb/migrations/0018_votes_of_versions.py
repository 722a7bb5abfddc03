"""Votes are of versions, comments are dealt with, and owners are reminded.

What readers have now is version 1 of each text. The votes that were about it are known by their
revision; which version the others were about nobody knows.
"""

from itertools import batched
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_AT_ONCE = 1_000


def begin_with_what_readers_have(apps: Any, schema_editor: Any) -> None:
    db = schema_editor.connection.alias
    Page, Version, Vote = (
        apps.get_model("kb", name) for name in ("HelpPage", "Version", "Vote")
    )
    pages = Page.objects.using(db).filter(live=True, alias_of=None).exclude(live_revision=None)
    facts = pages.order_by("pk").values_list("pk", "live_revision", "last_published_at")
    latest = "latest_revision_created_at"
    made_at = dict(pages.filter(last_published_at=None).values_list("pk", latest))
    first = (
        Version(
            page_id=page,
            number=1,
            revision=revision,
            published_at=at or made_at[page],
            is_rewrite=True,
        )
        for page, revision, at in facts.iterator()
        if at or made_at.get(page)
    )
    for some in batched(first, _AT_ONCE):
        Version.objects.using(db).bulk_create(some)
    version = Version.objects.using(db).filter(revision=models.OuterRef("revision"))
    votes = Vote.objects.using(db).filter(models.Exists(version))
    votes.update(version=models.Subquery(version.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0017_machines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("revision", models.PositiveBigIntegerField()),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("checksum", models.CharField(blank=True, max_length=32)),
                (
                    "is_rewrite",
                    models.BooleanField(verbose_name="says something else than before"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="kb.helppage",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a text",
                "verbose_name_plural": "versions of texts",
                "ordering": ["page", "-number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "number"), name="kb_version_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="vote",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="votes",
                to="kb.version",
            ),
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "answer",
                    models.TextField(blank=True, max_length=2000, verbose_name="answer"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing",
                        to="kb.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment that was dealt with",
                "verbose_name_plural": "comments that were dealt with",
                "ordering": ["-at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[("better", "better"), ("still_not", "still does not help")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="kb.version",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="kb.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "word on a rewritten text",
                "verbose_name_plural": "words on rewritten texts",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vote", "version"), name="kb_one_outcome_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said__in", ["better", "still_not"])),
                        name="kb_outcome_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminders",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reminders of reviews",
                "verbose_name_plural": "reminders of reviews",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(
            begin_with_what_readers_have, migrations.RunPython.noop, elidable=True
        ),
    ]
