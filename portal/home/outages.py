"""When nothing can be kept: a database that is away or takes no writes, or a disk that is full."""

import errno
import sqlite3

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

# Of the database, what is no fault of ours. A database that only may be read raises InternalError
# (PostgreSQL) or OperationalError (SQLite), as one does that is full.
_OF_DATABASE = (OperationalError, InternalError, InterfaceError)
_OF_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
# What PostgreSQL calls a statement that is too large for it.
_TOO_COMPLEX = "54"


def is_outage(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, is of the machine and not of the program."""
    while error is not None:
        # A damaged database raises the mere DatabaseError; those below it are faults of ours.
        if isinstance(error, _OF_DATABASE) or type(error) is DatabaseError:
            return not _is_of_statement(error.__cause__)
        if isinstance(error, OSError) and error.errno in _OF_DISK:
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_of_statement(driver: BaseException | None) -> bool:
    """Whether it is the statement that the database cannot carry out, however it is."""
    is_of_sqlite = getattr(driver, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return is_of_sqlite or str(getattr(driver, "sqlstate", "")).startswith(_TOO_COMPLEX)
