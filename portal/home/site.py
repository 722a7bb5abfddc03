"""The site's skeleton: a row for each language, its front page and containers, the Site record."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from kb import tree
from portal import locales
from portal.home.models import HomePage


@transaction.atomic
def set_up() -> None:
    """Make what is missing, and take away Wagtail's welcome page. Safe to call again."""
    homes = {code: tree.ensure(code) for code in locales.codes()}
    address = urlsplit(settings.BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "site_name": settings.SITE_NAME,
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "root_page": homes[locales.DEFAULT].page_ptr,
        },
    )
    _remove_welcome_page()


def _remove_welcome_page() -> None:
    for page in Page.objects.filter(depth=2, numchild=0).exclude(pk__in=HomePage.objects.all()):
        if page.specific_class is Page:
            page.delete()
