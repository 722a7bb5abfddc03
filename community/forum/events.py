"""What happened in the community, told in the transaction of what happened.

Each is sent with `actor`, `at` and what it happened to: a post, a thread, a report or a member.
Nobody is told of what changed nothing. A listener that raises undoes all of it.
"""

from django.dispatch import Signal

posted = Signal()  # post: a question or an answer, with the idempotency key of its form
accepted = Signal()  # post, before: the answer that was accepted until now, or None
acceptance_withdrawn = Signal()  # post
voted = Signal()  # post
vote_withdrawn = Signal()  # post
reported = Signal()  # report

edited = Signal()  # post
withdrawn = Signal()  # post
restored = Signal()  # post: its author has taken the withdrawal back

hidden = Signal()  # post
shown = Signal()  # post
approved = Signal()  # post: it was held, and everybody reads it now
refused = Signal()  # post, reason: it was held, and is hidden now
edit_approved = Signal()  # post: its new text was held, and everybody reads it now
edit_refused = Signal()  # post, reason: its new text was held, and is gone
locked = Signal()  # thread
unlocked = Signal()  # thread
moved = Signal()  # thread, before: the category it was in
reports_dismissed = Signal()  # post
suspended = Signal()  # member, reason
unsuspended = Signal()  # member
