"""The course of a thread: open → solved → open again, and locked whatever came before.

Comments and answers never change it; an accepted answer that can be read does. Locking keeps what
was accepted, so unlocking finds the way back.
"""

from community.forum.models import Thread
from portal.caching.generation import bump_generation
from search.indexing import record_change

SOURCE = "community"


def settle(thread: Thread) -> None:
    """Read state and number of answers off the answers. Call with the thread's row locked."""
    visible = thread.answers.filter(hidden=False)
    thread.answer_count = visible.count()
    if not thread.is_locked:
        solved = visible.filter(accepted_at__isnull=False).exists()
        thread.state = Thread.State.SOLVED if solved else Thread.State.OPEN


def announce(thread: Thread) -> None:
    """Tell search and the page cache, in the caller's transaction, that readers see a change."""
    record_change(SOURCE, str(thread.pk))
    bump_generation()
