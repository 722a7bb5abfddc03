"""Production: HTTPS only, PostgreSQL, a real mail server."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import LOGGING
from portal.settings.environment import environment

_MISSING = [
    name
    for name in ("secret_key", "database_url", "allowed_hosts", "email_url")
    if not environment.model_dump()[name] or str(environment.model_dump()[name]) == ""
]
if _MISSING:
    names = ", ".join(name.upper() for name in _MISSING)
    raise ImproperlyConfigured(f"These must be set in production: {names}")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
if environment.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGGING = LOGGING | {
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}}
}
