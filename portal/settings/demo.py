"""The demo: one machine, SQLite, embedded search, mails shown at /outbox/."""

from ipaddress import ip_network

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CROWDED_NETWORKS, LOGGING, STORAGES, VAR_DIR
from portal.settings.environment import environment
from portal.settings.secret import kept_secret

DEMO = True
# The database is a file in it, whether or not the secret is.
VAR_DIR.mkdir(parents=True, exist_ok=True)
# The made-up maker of the sample data, unless SITE_NAME names another.
SITE_NAME = environment.site_name if "site_name" in environment.model_fields_set else "Solvei"
WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = SITE_NAME
SECRET_KEY = environment.secret_key.get_secret_value() or kept_secret(VAR_DIR / "secret-key")
# Whoever shows the demo is all of its readers.
CROWDED_NETWORKS = (*CROWDED_NETWORKS, ip_network("127.0.0.0/8"), ip_network("::1/128"))
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *environment.allowed_hosts]
STAFF_MUST_USE_SECOND_FACTOR = False
# Its articles lead to sites that nobody has.
CHECK_LINKS = False
# Served as they lie in the packages: nothing to collect before the first start.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The addresses and passwords stand last on the screen.
LOGGING = LOGGING | {
    "loggers": {"django.tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "ERROR"}}
}
