"""What machines are asked to translate, who publishes that unread, and whether readers have it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

UNREAD = [
    ("nobody", "nobody: a person reads each sentence first"),
    ("publishers", "publishers, and readers are told"),
    ("straight_away", "the machine itself, straight away, and readers are told"),
]
OUTCOMES = [
    ("filled", "translated, to be reviewed"),
    ("published", "translated and published"),
    ("partly", "parts could not be translated: codes or numbers were lost"),
    ("not_begun", "the translation is not begun, or is written by hand"),
    ("not_public", "only what everybody may read is sent to a machine"),
    ("forbidden", "whoever asked may not translate it any more"),
    ("over_cost", "what machines may cost this month is used up"),
    ("refused", "the machine refused; an administrator can see why in the log"),
    ("unsupported", "no machine translates into this language"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0016_glossary"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="languagerule",
            name="unread",
            field=models.CharField(
                choices=UNREAD,
                db_default="nobody",
                default="nobody",
                help_text="Readers see above such a text that nobody has read it yet, with a link "
                "to the original, until somebody says at the desk that it is right.",
                max_length=20,
                verbose_name="who publishes what only a machine has translated",
            ),
        ),
        migrations.AddConstraint(
            model_name="languagerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("unread__in", [value for value, _words in UNREAD])),
                name="kb_rule_unread_is_known",
            ),
        ),
        migrations.AddField(
            model_name="translationstate",
            name="is_unread",
            field=models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="readers have sentences that a machine wrote and nobody has read",
            ),
        ),
        migrations.CreateModel(
            name="Fill",
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
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=OUTCOMES, max_length=20, verbose_name="outcome"
                    ),
                ),
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
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kb.family",
                        verbose_name="article family",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "article for a machine to translate",
                "verbose_name_plural": "articles for a machine to translate",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=["due_at"],
                        name="kb_fill_due",
                    ),
                    models.Index(fields=["asked_at"], name="kb_fill_asked"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("family", "locale"),
                        name="kb_fill_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", *(value for value, _words in OUTCOMES)])
                        ),
                        name="kb_fill_outcome_is_known",
                    ),
                ],
            },
        ),
    ]
