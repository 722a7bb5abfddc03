"""How hard each published text is to read, and which pages of other sites the texts lead to.

Both are worked out by the job `kb.read_texts`, of what is there already as well.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kb", "0021_new_blocks")]

    operations = [
        migrations.CreateModel(
            name="Readability",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="readability",
                        serialize=False,
                        to="kb.helppage",
                    ),
                ),
                ("revision", models.BigIntegerField(default=0)),
                ("method", models.PositiveSmallIntegerField()),
                ("difficulty", models.FloatField()),
                ("words", models.PositiveIntegerField()),
                ("sentences", models.PositiveIntegerField()),
                ("hints", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "readability of a text",
                "verbose_name_plural": "readability of texts",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("difficulty__gte", 0)),
                        name="kb_readability_is_no_less_than_none",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=32, unique=True)),
                ("url", models.CharField(max_length=2000)),
                ("host", models.CharField(max_length=255)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("failed_since", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                (
                    "pages",
                    models.ManyToManyField(related_name="web_addresses", to="kb.helppage"),
                ),
            ],
            options={
                "verbose_name": "address that texts lead to",
                "verbose_name_plural": "addresses that texts lead to",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_since", None), ("failures", 0)),
                            models.Q(("failed_since__isnull", False), ("failures__gt", 0)),
                            _connector="OR",
                        ),
                        name="kb_web_address_failed_at_some_time",
                    )
                ],
            },
        ),
    ]
