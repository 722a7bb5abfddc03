"""Who wants to be told of what is new to translate, and until when they have been."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0022_how_hard_texts_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how_often",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "Every day"),
                            ("weekly", "Every Monday"),
                            ("never", "Not at all"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("told_until", models.DateTimeField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_digest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "digest of what is to translate",
                "verbose_name_plural": "digests of what is to translate",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how_often__in", ["", "daily", "weekly", "never"])),
                        name="kb_digest_how_often_is_known",
                    )
                ],
            },
        ),
    ]
