"""What a language asks of its translations, and the texts that wait for a review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0012_say_how_much_a_version_changes"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LanguageRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review_wanted",
                    models.BooleanField(
                        default=True,
                        help_text="A publisher reads each translation before readers see it. "
                        "Otherwise translators publish into this language themselves.",
                        verbose_name="translations are reviewed",
                    ),
                ),
                (
                    "locale",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of a language",
                "verbose_name_plural": "rules of languages",
                "ordering": ["locale__language_code"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("sent_back_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True, max_length=2000)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="kb.helppage",
                    ),
                ),
                (
                    "sent_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_back_at", None), ("words", ""))
                        | models.Q(
                            ("sent_back_at__isnull", False), models.Q(("words", ""), _negated=True)
                        ),
                        name="kb_sent_back_with_words",
                    )
                ],
            },
        ),
    ]
