"""Where texts and files were found in a help centre that was moved in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0009_tables_in_texts"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("articles", "Article"),
                            ("sections", "Section"),
                            ("categories", "Category"),
                            ("article_attachments", "File"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="number")),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtaildocs.document",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_addresses",
                        to="kb.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="kb_old_address_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("family", None)),
                            models.Q(("document", None), ("family__isnull", False)),
                            _connector="OR",
                        ),
                        name="kb_old_address_leads_to_one",
                    ),
                ],
            },
        ),
    ]
