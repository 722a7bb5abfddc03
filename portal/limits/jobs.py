"""Background work of this room (declared, since it may not know portal.jobs)."""

from datetime import timedelta

from portal.limits.counters import prune

JOBS = (("limits.prune", prune, "slow", timedelta(hours=1)),)
