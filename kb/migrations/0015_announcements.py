"""What readers are told above a page for a while, in each language."""

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.db import migrations, models

import kb.announcements.models
import portal.locales
import portal.markets


class Migration(migrations.Migration):
    dependencies = [("kb", "0014_who_looks_after")]

    operations = [
        migrations.CreateModel(
            name="Announcement",
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
                            ("problem", "Known problem"),
                            ("notice", "Notice"),
                            ("solved", "Solved"),
                        ],
                        default="notice",
                        help_text=(
                            "Readers can ask to be told when a known problem is solved. Change it"
                            " to “Solved” then: each of them gets one email."
                        ),
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="shown from"
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="shown until"),
                ),
                (
                    "markets",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[portal.markets.validate_markets],
                        verbose_name="markets",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        help_text="Readers are led to it in their language.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="kb.family",
                        verbose_name="article",
                    ),
                ),
                (
                    "products",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text=(
                            "Shown only beside articles and searches about these; none means"
                            " everywhere."
                        ),
                        related_name="+",
                        to="kb.product",
                        verbose_name="products",
                    ),
                ),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "ordering": ["-starts_at", "-pk"],
                "permissions": [("announce", "Can write announcements")],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["problem", "notice", "solved"])),
                        name="kb_announcement_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="kb_announcement_ends_after_it_starts",
                        violation_error_message="It cannot end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnouncementText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "locale",
                    models.CharField(
                        choices=portal.locales.choices, max_length=12, verbose_name="language"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(blank=True, max_length=600, verbose_name="text")),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        help_text="Such as the address of a question in the community.",
                        max_length=300,
                        validators=[kb.announcements.models.validate_link],
                        verbose_name="link",
                    ),
                ),
                (
                    "announcement",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="kb.announcement",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of an announcement",
                "verbose_name_plural": "texts of an announcement",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("announcement", "locale"),
                        name="kb_one_text_a_language",
                        violation_error_message="There is a text in this language already.",
                    )
                ],
            },
        ),
    ]
