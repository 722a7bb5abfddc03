"""A request knows the mails that it began with.

By itself: PostgreSQL builds no index on rows that the same transaction has written.
"""

from django.db import migrations


def know_the_mails(apps, schema_editor):
    """The Message-IDs of the first two mails, as far as the outbox still has them."""
    using = schema_editor.connection.alias
    requests = apps.get_model("handover", "ContactRequest").objects.using(using)
    mails = apps.get_model("mail", "OutboundMail").objects.using(using)
    fields = {"contact request": "support_mail", "contact receipt": "receipt_mail"}
    kept = mails.filter(kind__in=fields, whose__startswith="request:").order_by("created_at", "pk")
    for kind, whose, message_id in kept.values_list("kind", "whose", "message_id"):
        field = fields[kind]
        requests.filter(reference=whose.removeprefix("request:"), **{field: ""}).update(
            **{field: message_id}
        )


class Migration(migrations.Migration):

    dependencies = [
        ('handover', '0005_a_request_has_a_page'),
        ('mail', '0002_whose_a_mail_is'),
    ]

    operations = [
        migrations.RunPython(know_the_mails, migrations.RunPython.noop),
    ]
