"""Mails kept from before: whose they are, by the reference of the request they are about."""

import re

from django.db import migrations

REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", re.ASCII)
SUBJECT = re.compile(rf"\[({REFERENCE.pattern})\]", re.ASCII)


def key(apps, schema_editor):
    using = schema_editor.connection.alias
    kept = apps.get_model("mail", "OutboundMail").objects.using(using).filter(whose="")
    requests = apps.get_model("handover", "ContactRequest").objects.using(using)
    # What stands behind the reference of a subject was typed.
    for pk, subject, email in kept.filter(kind="contact request").values_list(
        "pk", "subject", "reply_to"
    ):
        said = SUBJECT.match(subject)
        assign(kept.filter(pk=pk), requests, {said[1]} if said else set(), email)
    # Nothing of a receipt was typed but the address it goes to.
    for pk, text, email in kept.filter(kind="contact receipt").values_list("pk", "text", "to"):
        assign(kept.filter(pk=pk), requests, set(REFERENCE.findall(text)), email)


def assign(mail, requests, references, email):
    found = requests.filter(reference__in=references, email=email)
    if len(found) == 1:
        mail.update(whose=f"request:{found[0].reference}")


class Migration(migrations.Migration):

    dependencies = [
        ("handover", "0001_initial"),
        ("mail", "0002_whose_a_mail_is"),
    ]

    operations = [migrations.RunPython(key, migrations.RunPython.noop)]
