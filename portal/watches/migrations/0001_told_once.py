"""Who waits to be told once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occasion", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=40)),
                ("locale", models.CharField(max_length=12, verbose_name="language")),
                (
                    "email",
                    models.EmailField(
                        blank=True, default="", max_length=254, verbose_name="email address"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wish to be told once",
                "verbose_name_plural": "wishes to be told once",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["occasion", "about", "locale"], name="watches_about"),
                    models.Index(fields=["asked_at"], name="watches_asked"),
                    models.Index(
                        condition=Q(("called_at__isnull", False)),
                        fields=["called_at"],
                        name="watches_called",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("member__isnull", False)),
                        fields=("occasion", "about", "locale", "member"),
                        name="watches_one_a_member",
                    ),
                    models.UniqueConstraint(
                        condition=Q(("member", None)),
                        fields=("occasion", "about", "locale", "email"),
                        name="watches_one_an_address",
                    ),
                    models.CheckConstraint(
                        condition=Q(~Q(("email", "")), ("member", None))
                        | Q(
                            ("confirmed_at__isnull", False),
                            ("email", ""),
                            ("member__isnull", False),
                        ),
                        name="watches_of_a_member_or_an_address",
                    ),
                    models.CheckConstraint(
                        condition=Q(("called_at", None)) | Q(("confirmed_at__isnull", False)),
                        name="watches_called_when_confirmed",
                    ),
                ],
            },
        ),
    ]
