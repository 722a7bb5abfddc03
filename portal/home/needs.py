"""What this room needs before the site serves: its skeleton."""

from collections.abc import Iterator

from portal.home import groups, site
from portal.needs import need


@need("home.E001")
def languages() -> Iterator[str]:
    """The site, its languages and their containers"""
    yield from site.missing()


@need("home.E003")
def trades() -> Iterator[str]:
    """The groups of those who work here"""
    for name in groups.missing():
        yield f"There is no group “{name}”."
