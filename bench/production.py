"""As in production, and a view that does nothing to compare pages with."""

from portal.settings.production import *  # noqa: F403
from portal.settings.production import STORAGES

ROOT_URLCONF = "bench.production_urls"
# Nothing is collected: addresses of static files stand in parts of the frame that are drawn once.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
