from django.db import migrations, models

from portal.migrating import AddCheckBesideWriters, AddIndexBesideWriters


class Migration(migrations.Migration):
    """What reads the whole table of posts: everybody else can, too, meanwhile."""

    atomic = False

    dependencies = [
        ("community", "0008_held_edited_withdrawn"),
    ]

    operations = [
        AddCheckBesideWriters(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["visible", "hidden", "held", "withdrawn"])),
                name="post_state_is_known",
            ),
        ),
        AddIndexBesideWriters(
            model_name="post",
            index=models.Index(fields=["author", "-created_at", "-id"], name="post_by_author"),
        ),
        AddIndexBesideWriters(
            model_name="post",
            index=models.Index(
                condition=models.Q(("state", "held")), fields=["held_at"], name="post_held"
            ),
        ),
        AddIndexBesideWriters(
            model_name="post",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["withdrawn_at"],
                name="post_withdrawn",
            ),
        ),
    ]
