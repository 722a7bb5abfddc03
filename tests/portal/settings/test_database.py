"""A database that was restarted costs no reader a page."""

import pytest
from django.db import connection, connections


@pytest.mark.postgresql
def test_a_connection_that_the_database_has_closed_is_made_anew(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file closes no connection")
    kept = connections.create_connection("default")
    try:
        kept.ensure_connection()
        pid = kept.connection.info.backend_pid
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])
            assert cursor.fetchone() == (True,)
        # As at the beginning of each request.
        kept.close_if_unusable_or_obsolete()
        with kept.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
    finally:
        kept.close()
