"""Background work: what is due lies in rows, a task is only a wake-up.

Rooms use `from portal.jobs.registry import job, wake` and `from portal.jobs.rows import DueRow`.
"""
