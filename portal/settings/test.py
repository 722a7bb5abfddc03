"""The tests: as the demo, with a database of their own (SQLite, or DATABASE_URL)."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CACHES, DATABASES, EMBEDDINGS, STORAGES, VAR_DIR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO = True
STAFF_MUST_USE_SECOND_FACTOR = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server and the test use connections of their own.
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No other site is asked, but for those that a test sets up.
CHECK_LINKS = False
MEDIA_ROOT = VAR_DIR / "test-media"
# By words alone, but for the tests that start an embedder.
EMBEDDINGS = EMBEDDINGS | {"url": ""}
CACHES = CACHES | {
    alias: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": alias}
    for alias in ("default", "quiet")
}
