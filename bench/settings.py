"""As the demo, and a source of texts made for measuring."""

from portal.settings.demo import *  # noqa: F403
from portal.settings.demo import INSTALLED_APPS, LOGGING

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
# What goes wrong on purpose need not be read.
_QUIET = ("", "django", "django.tasks", "django_tasks_db", "search", "kb", "elastic_transport")
# As in production: it is asked for at each of their pages.
STAFF_MUST_USE_SECOND_FACTOR = True
LOGGING = LOGGING | {"loggers": {name: {"level": "CRITICAL"} for name in _QUIET}}
