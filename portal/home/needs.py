"""What this room needs before the site serves: its skeleton."""

from collections.abc import Iterator

from portal.home import site
from portal.needs import need


@need("home.E001")
def languages() -> Iterator[str]:
    """The site, its languages and their containers"""
    yield from site.missing()
