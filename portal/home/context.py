"""What every page's frame needs: the site's name and look, and the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from portal import locales


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Runs no query and reads no session, so pages stay cacheable."""
    code = locales.resolve(get_language() or "") or locales.DEFAULT
    return {
        "site_name": settings.SITE_NAME,
        "site_logo": settings.SITE_LOGO,
        "reader_locale": locales.get(code),
        "interface_locales": locales.INTERFACE,
        "is_demo": settings.DEMO,
    }
