"""Addresses that hold outside of the site: in mails, in other tools, for search engines."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path of ours with the site before it; whatever host was asked, the site has one name."""
    return f"{settings.BASE_URL}{path}"
