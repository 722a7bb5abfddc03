"""What an operator's machines ask: does it live, and can it serve?"""

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.jobs import presence
from portal.journal.locks import impatient
from portal.limits.models import Counter
from portal.operations import disk, needs
from search.index import examining


class _Migrated:
    """Looked up until all migrations are applied: no later one can make this process unready."""

    seen = False

    def __bool__(self) -> bool:
        self.seen = self.seen or not needs.migrations.missing()
        return self.seen


migrated = _Migrated()


def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _plain(["ok"], 200)


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, has all its tables and takes a row; files can be written.

    A search engine that is down does not make the portal unready, and neither do workers that
    nobody has seen, or texts that wait for vectors: pages are served without them, and to take
    every web process away would turn late mails into an outage. They are a warning in the answer.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        lacking = list(_lacking())
        warnings = [] if lacking else [*presence.absent(), *examining.late_vectors()]
    except DatabaseError:
        return _plain(["database unavailable"], 503)
    if lacking:
        return _plain(lacking, 503)
    return _plain(["ok", *(f"warning: {words}" for words in warnings)], 200)


def _lacking() -> Iterator[str]:
    if error := disk.trouble():
        yield f"files cannot be written: {error.strerror}"
    if not migrated:
        yield "migrations not applied"
    elif not _takes_a_row():
        yield "database takes no rows: read-only, full or locked"
    if needs.cache_tables.missing():
        yield "cache table missing"


def _takes_a_row() -> bool:
    """Whether something is saved, found out by saving it, with little patience for locks."""
    try:
        with impatient():
            Counter.objects.bulk_create(
                [Counter(key="readyz", until=timezone.now())],
                update_conflicts=True,
                unique_fields=["key"],
                update_fields=["until"],
            )
    except DatabaseError:
        return False
    return True


def _plain(lines: list[str], status: int) -> HttpResponse:
    return HttpResponse(
        "".join(f"{line}\n" for line in lines),
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
