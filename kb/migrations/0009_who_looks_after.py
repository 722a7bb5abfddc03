"""Articles have an owner and are reviewed; acts on many of them are remembered for a while."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0008_say_how_much_a_version_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owner",
            ),
        ),
        migrations.AddField(
            model_name="family",
            name="reviewed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="last reviewed"
            ),
        ),
        migrations.AddField(
            model_name="family",
            name="review_every",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (91, "every three months"),
                    (182, "every six months"),
                    (365, "every year"),
                    (730, "every two years"),
                ],
                null=True,
                verbose_name="review",
            ),
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20, verbose_name="act")),
                ("choice", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField(verbose_name="begun")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "act on many articles",
                "verbose_name_plural": "acts on many articles",
                "default_permissions": (),
                "indexes": [models.Index(fields=["begun_at"], name="kb_act_begun")],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="due at"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "leased_until",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="taken until"
                    ),
                ),
                ("lease_token", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=500, verbose_name="last error"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                ("outcome", models.JSONField(default=list)),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="kb.act",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kb.family",
                        verbose_name="article family",
                    ),
                ),
            ],
            options={
                "verbose_name": "article of an act",
                "verbose_name_plural": "articles of an act",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=["due_at"],
                        name="kb_piece_due",
                    )
                ],
            },
        ),
    ]
