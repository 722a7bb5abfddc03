"""What this room needs before the site serves: somebody who may do everything."""

from collections.abc import Iterator

from portal.accounts import first_administrator
from portal.needs import need


@need("accounts.E001")
def administrator() -> Iterator[str]:
    """An administrator"""
    if not first_administrator.administrators().exists():
        yield "Nobody may administer the site."
