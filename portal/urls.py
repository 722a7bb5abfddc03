"""All addresses of the portal. Each room names its own; this file only composes them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.accounts import sign_in
from portal.accounts.administration.own_account import EditorsAccountView
from portal.handover.desk import views as desk
from portal.home import robots_txt, security_txt, sitemap, theme, views
from portal.operations import health

handler400 = "portal.home.errors.bad_request"
handler403 = "portal.home.errors.forbidden"
handler404 = "portal.home.errors.not_found"
handler500 = "portal.home.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.root, name="root"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("portal.journal.urls")),
    path("", include("search.urls")),
    path("", include("portal.support.urls")),
    path("", include("portal.feeds.urls")),
    path("", include("kb.moving.urls")),
    path("webhooks/requests/", desk.webhook, name="webhook"),
    path("robots.txt", robots_txt.serve, name="robots-txt"),
    path("sitemap.xml", sitemap.index, name="sitemaps"),
    path(".well-known/security.txt", security_txt.serve, name="security-txt"),
    path("theme/<slug:name>.css", theme.serve, name="theme"),
    path("cms/documents/", include(wagtaildocs_urls)),
    # One way in, for editors too: Wagtail's own sign-in would know no second factor.
    # Wagtail asks for its other name wherever it refuses somebody.
    path("cms/login/", sign_in.to_sign_in, name="wagtailcore_login"),
    path("cms/account/", EditorsAccountView.as_view(), name="wagtailadmin_account"),
    path("cms/", include(wagtailadmin_urls)),
]
if settings.DEMO:
    # Elsewhere the web server in front hands out what editors upload.
    urlpatterns += [
        path("", include("portal.mail.urls")),
        path("media/<path:path>", views.uploaded),
    ]
urlpatterns += i18n_patterns(
    path("", include("portal.home.urls")),
    path("", include("kb.urls")),
    path("", include("portal.legal.urls")),
    path("", include("portal.support.language_urls")),
    path("", include("portal.handover.urls")),
    path("", include("portal.deflection.urls")),
    path("", include("portal.feeds.language_urls")),
    path("", include("portal.watches.urls")),
    path("account/", include("portal.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("community/", include("community.urls")),
)
