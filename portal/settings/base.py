"""What is the same in every world: demo, test and production."""

from typing import Any

import dj_database_url

from portal.accounts import time_zones
from portal.languages import admin_languages
from portal.settings.browser import *  # noqa: F403
from portal.settings.environment import REPOSITORY, environment
from portal.settings.logs import LOGGING as LOGGING
from portal.settings.mailers import mailers
from portal.settings.media import *  # noqa: F403
from portal.settings.sign_in import *  # noqa: F403
from portal.settings.translation import *  # noqa: F403

DEMO = False
DEBUG = False
SECRET_KEY = environment.secret_key.get_secret_value()
ALLOWED_HOSTS = list(environment.allowed_hosts)
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORCE_SCRIPT_NAME = ""  # The site is at its host's root, whatever a request says of it.
VAR_DIR = environment.var_dir

SITE_NAME = environment.site_name
SITE_LOGO = environment.site_logo
ACCENT_COLOUR = environment.accent_colour
BASE_URL = str(environment.base_url).rstrip("/")
SUPPORT_EMAIL = environment.support_email
SECURITY_CONTACT = environment.security_contact or SUPPORT_EMAIL
DEFAULT_FROM_EMAIL = environment.from_email
TRUSTED_PROXIES = environment.trusted_proxies
CROWDED_NETWORKS = environment.crowded_networks

INSTALLED_APPS = [
    "portal.demo",
    "portal.operations",
    "portal.feeds",
    "portal.effort",
    "portal.gaps",
    "portal.home",
    "portal.legal",
    "portal.handover",
    "portal.deflection",
    "kb",
    "community",
    "search",
    "portal.watches",
    "portal.accounts",
    "portal.mail",
    "portal.webhooks",
    "portal.machine_translation",
    "portal.support",
    "portal.journal",
    "portal.crawlers",
    "portal.text",
    "portal.jobs",
    "portal.limits",
    "portal.caching",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "portal.accounts.administration.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.home.middleware.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.caching.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.home.middleware.LanguageMiddleware",
    "portal.accounts.middleware.ArrivalMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before anybody reads a form.
    "portal.limits.middleware.UploadsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
    "portal.accounts.middleware.IdleMiddleware",
    "portal.accounts.middleware.KnownBrowserMiddleware",
    "portal.accounts.middleware.RefusalMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.accounts.middleware.TimeZoneMiddleware",
    "portal.limits.middleware.LimitsMiddleware",
    # After the limits: what is kept until the proof is given is counted, too.
    "portal.accounts.middleware.ProofMiddleware",
    "portal.home.middleware.ToolsPolicyMiddleware",
    "portal.home.middleware.WordlessRefusalMiddleware",
    "portal.home.middleware.UnreadableInputMiddleware",
    "portal.home.middleware.StillNeededMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.home.context.frame",
            ],
            "builtins": ["portal.home.templatetags.icons"],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        environment.database_url or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,  # A restart of it would cost each thread's next reader a page.
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    # Wagtail's own search has fields there that ask for it: no command starts without.
    INSTALLED_APPS.append("django.contrib.postgres")
# How long what grows by itself is kept: see portal.operations.retention.
KEEP_STEPS_DAYS = environment.keep_steps_days
KEEP_REQUESTS_DAYS = environment.keep_requests_days
KEEP_COMMENTS_DAYS = environment.keep_comments_days
KEEP_HISTORY_DAYS = environment.keep_history_days
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes and hosts (rate limits of allauth among others).
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What was seen lately of those who ask not to be followed. Anybody can fill it, and what it
    # loses is counted twice at most: no limit lies in it.
    "quiet": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "quiet_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # One in each process: public pages, found by generation (portal.caching).
    "pages": {
        "BACKEND": "portal.caching.store.BoundedCache",
        "LOCATION": "pages",
        "TIMEOUT": 300,
        "OPTIONS": {
            "MAX_BYTES": environment.page_cache_megabytes * 1024 * 1024,
            "MAX_ENTRY_BYTES": 256 * 1024,
        },
    },
    # One in each process: what closed days add up to, found by their versions.
    "figures": {
        "BACKEND": "portal.caching.store.BoundedCache",
        "LOCATION": "figures",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_BYTES": 32 * 1024 * 1024, "MAX_ENTRY_BYTES": 8 * 1024 * 1024},
    },
    # One in each process: texts as HTML, found by all that they are made of (kb.reading.drawn).
    "texts": {
        "BACKEND": "portal.caching.store.BoundedCache",
        "LOCATION": "texts",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_BYTES": 8 * 1024 * 1024, "MAX_ENTRY_BYTES": 256 * 1024},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "r"},
}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "fast", "engine", "mail", "webhooks", "slow"],
    }
}

STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.home.style_sheets.OneSheetStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [REPOSITORY / "portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["portal.limits.uploads.BoundedFiles"]

# --- Languages and time -------------------------------------------------------------------------

USE_I18N = True
USE_TZ = True
# The site has one zone: its days are counted in it, and times told to who has chosen none.
TIME_ZONE = environment.reporting_time_zone
REPORTING_TIME_ZONE = environment.reporting_time_zone
CONTENT_LANGUAGES = environment.languages
LANGUAGE_CODE = CONTENT_LANGUAGES[0].code
LANGUAGES = [(locale.code, locale.name) for locale in CONTENT_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = admin_languages(CONTENT_LANGUAGES)
LOCALE_PATHS = [REPOSITORY / "locale"]

# --- Wagtail ------------------------------------------------------------------------------------
# What is not set here is left as it is: docs/decided-defaults.md says of each setting why.

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# Nobody's password or address is another's to set: the owner chooses both, by a mail.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# An editor's browser asks nobody but us: not for news of Wagtail, nor for a portrait by the hash
# of an address; and no page is fetched from elsewhere to be shown within one of ours.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[Any] = []
# Behind a shared password nobody would read or find a page: see kb.querysets.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
# Who owns the site is not told of each article that waits for approval.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_USER_TIME_ZONES = time_zones.known()
TAGGIT_CASE_INSENSITIVE = True

# --- Search -------------------------------------------------------------------------------------

ELASTICSEARCH = {
    "url": environment.elasticsearch_url,
    "username": environment.elasticsearch_username,
    "password": environment.elasticsearch_password.get_secret_value(),
    "api_key": environment.elasticsearch_api_key.get_secret_value(),
    "ca_file": environment.elasticsearch_ca_file,
}
EMBEDDINGS: dict[str, Any] = {
    # Empty: by words alone.
    "url": environment.embeddings_url if environment.search_by_meaning else "",
    "key": environment.embeddings_key.get_secret_value(),
    "model": environment.embeddings_model,
    "query_model": environment.embeddings_query_model,
    "dimensions": environment.embeddings_dimensions,
    "query_prefix": environment.embeddings_query_prefix,
    "passage_prefix": environment.embeddings_passage_prefix,
}
EMBEDDED_INDEX_DIR = VAR_DIR / "search"
WORDS_DIR = VAR_DIR / "words"  # packed by search.analysis.dictionary

# --- Mail, webhooks and links -------------------------------------------------------------------

MAILERS: dict[str, Any] = mailers(environment.email_url)
WEBHOOK_URL = environment.webhook_url
WEBHOOK_SECRET = environment.webhook_secret.get_secret_value()
WEBHOOK_NETWORKS = environment.webhook_networks
ASK_AFTER_HOURS = environment.ask_after_hours
CHECK_LINKS = environment.check_links
LINK_NETWORKS = environment.link_networks
