"""Production: HTTPS only, PostgreSQL, a real mail server."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import LOGGING
from portal.settings.environment import environment
from portal.settings.logs import CONSOLE
from portal.settings.refusals import refused

if refusals := refused(environment):
    listed = "\n".join(f"  - {words}" for words in refusals)
    raise ImproperlyConfigured(f"These settings cannot be right in production:\n{listed}")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.hsts_include_subdomains
SECURE_HSTS_PRELOAD = environment.hsts_preload
# Both bind names that may be others': left out unless the owner says so, and no fault.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGGING = LOGGING | {"handlers": {"console": CONSOLE | {"formatter": "json"}}}
