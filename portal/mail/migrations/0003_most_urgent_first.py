from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As portal.mail.kinds had it then; all others have the default.
PRIORITIES = {"account.": 0, "contact receipt": 1}


def order_what_waits(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    waiting = apps.get_model("mail", "OutboundMail").objects.filter(finished_at=None)
    for kind, priority in PRIORITIES.items():
        waiting.filter(kind__startswith=kind).update(priority=priority)


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_whose_a_mail_is")]

    operations = [
        migrations.RemoveIndex(model_name="outboundmail", name="outboundmail_due"),
        migrations.AddField(
            model_name="outboundmail",
            name="priority",
            field=models.PositiveSmallIntegerField(db_default=2, editable=False),
        ),
        migrations.RunPython(order_what_waits, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="outboundmail",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", True)),
                fields=["priority", "due_at"],
                name="outboundmail_claim",
            ),
        ),
    ]
