"""Nobody has to sign in again because there is one backend now, under another name."""

from importlib import import_module
from itertools import batched

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import migrations

BEFORE = {
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
}
NOW = "portal.accounts.backends.OneAccount"
AT_ONCE = 500


def rename(apps, schema_editor):
    sessions = apps.get_model("sessions", "Session").objects.using(schema_editor.connection.alias)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for keys in batched(list(sessions.values_list("pk", flat=True)), AT_ONCE):
        changed = []
        for session in sessions.filter(pk__in=keys):
            data = store.decode(session.session_data)
            if data.get(BACKEND_SESSION_KEY) in BEFORE:
                session.session_data = store.encode(data | {BACKEND_SESSION_KEY: NOW})
                changed.append(session)
        sessions.bulk_update(changed, ["session_data"])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_key_mails_kept"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
