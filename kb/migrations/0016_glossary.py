"""Terms with their words in each language, and how each language is written."""

import django.db.models.deletion
from django.db import migrations, models

import kb.identifiers


def pk():
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def text(name, longest):
    return models.TextField(blank=True, max_length=longest, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0015_announcements"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                pk(),
                (
                    "slug",
                    models.CharField(
                        max_length=100,
                        unique=True,
                        validators=[kb.identifiers.validate_slug],
                        verbose_name="id",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["slug"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TermEntry",
            fields=[
                pk(),
                ("word", models.CharField(max_length=80, verbose_name="word")),
                ("forms", models.TextField(blank=True)),
                ("definition", models.TextField(blank=True, max_length=600)),
                ("forbidden", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, max_length=600)),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="kb.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "term in a language",
                "verbose_name_plural": "terms in a language",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("term", "locale"), name="kb_term_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("word", ""), _negated=True), name="kb_term_has_a_word"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StyleSheet",
            fields=[
                pk(),
                ("address", text("Form of address", 600)),
                ("tone", text("Tone", 600)),
                ("salutations", text("Greetings", 600)),
                ("more", text("Anything else", 3000)),
                (
                    "locale",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
            ],
            options={
                "verbose_name": "style sheet",
                "verbose_name_plural": "style sheets",
                "default_permissions": (),
            },
        ),
    ]
