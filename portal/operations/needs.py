"""What every installation needs before it serves, whatever its rooms need besides."""

from collections.abc import Iterator

from django.conf import settings

from portal.needs import need
from portal.operations import catalogues, database, static_files
from portal.settings.environment import environment
from portal.settings.refusals import refused


@need("operations.E001", hint="Set it in the environment, see docs/administrating.md.")
def settings_in_earnest() -> Iterator[str]:
    """The settings"""
    if settings.DEMO:
        yield "DJANGO_SETTINGS_MODULE must be portal.settings.production: these are the demo's."
    else:
        yield from refused(environment)


@need("operations.E002")
def migrations() -> Iterator[str]:
    """The migrations"""
    waiting = database.waiting_migrations()
    if waiting:
        yield f"{len(waiting)} migrations are not applied; the first is {waiting[0]}."


@need("operations.E003")
def cache_tables() -> Iterator[str]:
    """The cache's table"""
    for table in database.missing_cache_tables():
        yield f"The table {table} of the cache is missing."


@need("operations.E004")
def compiled_catalogues() -> Iterator[str]:
    """The interface's languages"""
    for source in catalogues.stale():
        yield f"The interface in {source.parts[-3]} is not compiled, or has changed since."


@need("operations.E005")
def collected_static_files() -> Iterator[str]:
    """Scripts, styles and icons"""
    names = static_files.uncollected()
    if names:
        yield f"{len(names)} static files are not collected, or have changed; one is {names[0]}."
