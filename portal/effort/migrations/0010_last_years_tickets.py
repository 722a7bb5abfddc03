"""Subjects of last year's tickets until they are looked up, and what is counted of them."""

import django.utils.timezone
from django.db import migrations, models

def _id() -> models.Field[int, int]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("effort", "0009_add_up_months")]

    operations = [
        migrations.CreateModel(
            name="TicketSubject",
            fields=[
                ("id", _id()),
                ("month", models.DateField()),
                ("language", models.CharField(blank=True, default="", max_length=12)),
                ("subject", models.CharField(max_length=300)),
                (
                    "at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                ),
            ],
            options={
                "verbose_name": "subject of a ticket",
                "verbose_name_plural": "subjects of tickets",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TicketMonth",
            fields=[
                ("id", _id()),
                ("month", models.DateField()),
                ("language", models.CharField(max_length=12)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("elsewhere", models.PositiveIntegerField(default=0)),
                ("unanswered", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "tickets of a month",
                "verbose_name_plural": "tickets of months",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "language"), name="effort_tickets_of_a_month_are_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketAnswer",
            fields=[
                ("id", _id()),
                ("month", models.DateField()),
                ("language", models.CharField(max_length=12)),
                ("family", models.CharField(max_length=100)),
                ("tickets", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "tickets that an article answers",
                "verbose_name_plural": "tickets that articles answer",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "language", "family"),
                        name="effort_ticket_answers_are_one",
                    )
                ],
            },
        ),
    ]
