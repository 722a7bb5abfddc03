"""When nothing can be kept: a database that is away or takes no writes, or a disk that is full."""

import errno

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

# Of the database, what is no fault of ours. A database that only may be read raises InternalError
# (PostgreSQL) or OperationalError (SQLite), as one does that is full.
_OF_DATABASE = (OperationalError, InternalError, InterfaceError)
_OF_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def is_outage(error: BaseException | None) -> bool:
    """Whether an error, or what it was caused by, is of the machine and not of the program."""
    while error is not None:
        # A damaged database raises the mere DatabaseError; those below it are faults of ours.
        if isinstance(error, _OF_DATABASE) or type(error) is DatabaseError:
            return True
        if isinstance(error, OSError) and error.errno in _OF_DISK:
            return True
        error = error.__cause__
    return False
