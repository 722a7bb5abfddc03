"""As the demo, and a source of texts made for measuring."""

from portal.settings.demo import *  # noqa: F403
from portal.settings.demo import INSTALLED_APPS, LOGGING

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
LOGGING = LOGGING | {"loggers": {}, "root": {"handlers": ["console"], "level": "CRITICAL"}}
