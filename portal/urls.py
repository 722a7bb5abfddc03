"""All addresses of the portal. Each room names its own; this file only composes them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.home import theme

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.journal.urls")),
    path("theme/<slug:name>.css", theme.serve, name="theme"),
    path("cms/documents/", include(wagtaildocs_urls)),
    path("cms/", include(wagtailadmin_urls)),
]
if settings.DEMO:
    urlpatterns.append(path("", include("portal.mail.urls")))
urlpatterns += i18n_patterns(
    path("", include("portal.home.urls")),
    path("account/", include("allauth.urls")),
)
