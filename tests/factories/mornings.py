"""Mondays at seven in the morning, for tests of regular mails."""

MONDAYS = [
    ("Pacific/Auckland", "2026-03-08 17:59", "2026-03-08 18:00"),
    ("America/Los_Angeles", "2026-03-09 13:59", "2026-03-09 14:00"),
    ("", "2026-03-09 06:59", "2026-03-09 07:00"),
]
"""A zone ("" is the site's, UTC there), a minute before, and the moment; both in UTC."""
