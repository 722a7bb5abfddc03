"""The site's skeleton: a row for each language, its front page and containers, the Site record."""

from collections.abc import Iterator
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
    Site.objects.update_or_create(
        is_default_site=True,
        defaults=_record() | {"root_page": homes[locales.DEFAULT].page_ptr},
    )
    for page in _welcome_pages():
        page.delete()


def missing() -> Iterator[str]:
    """What `set_up` would make or change, in plain words."""
    for code in locales.codes():
        if not tree.is_whole(code):
            yield f"The language {code} has no front page, or no container for its articles."
    roots = HomePage.objects.filter(locale__language_code=locales.DEFAULT)
    if not Site.objects.filter(is_default_site=True, root_page__in=roots, **_record()).exists():
        yield "The site's own record does not say what SITE_NAME, BASE_URL and LANGUAGES say."
    if _welcome_pages():
        yield "Wagtail's welcome page is still there."


def _record() -> dict[str, str | int]:
    address = urlsplit(settings.BASE_URL)
    return {
        "site_name": settings.SITE_NAME,
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
    }


def _welcome_pages() -> list[Page]:
    pages = Page.objects.filter(depth=2, numchild=0).exclude(pk__in=HomePage.objects.all())
    return [page for page in pages if page.specific_class is Page]
