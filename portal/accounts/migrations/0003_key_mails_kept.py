"""Mails kept from before: whose they are, where their address belongs to one account only."""

from collections import defaultdict

from django.db import migrations

# Sent because of what a stranger typed; a mail of these kinds is nobody's.
OF_NOBODY = ("account.unknown_account", "account.account_already_exists")


def key(apps, schema_editor):
    using = schema_editor.connection.alias
    kept = apps.get_model("mail", "OutboundMail").objects.using(using)
    kept = kept.filter(kind__startswith="account.", whose="").exclude(kind__in=OF_NOBODY)
    mails = defaultdict(list)
    for pk, to in kept.values_list("pk", "to"):
        mails[to.lower()].append(pk)
    accounts = defaultdict(set)
    for address, pk in addresses(apps, using):
        if address.lower() in mails:
            accounts[address.lower()].add(pk)
    for address, pks in accounts.items():
        if len(pks) == 1:
            kept.filter(pk__in=mails[address]).update(whose=f"account:{pks.pop()}")


def addresses(apps, using):
    users = apps.get_model("accounts", "User").objects.using(using)
    yield from users.values_list("email", "pk").iterator()
    more = apps.get_model("account", "EmailAddress").objects.using(using)
    yield from more.values_list("email", "user_id").iterator()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_know_names_that_look_alike"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mail", "0002_whose_a_mail_is"),
    ]

    operations = [migrations.RunPython(key, migrations.RunPython.noop)]
