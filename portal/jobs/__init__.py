"""Background work: what is due lies in rows, a task is only a wake-up.

Rooms register work with `portal.jobs.registry.job`, wake it with `portal.jobs.tasks.wake` and keep
it in a `portal.jobs.rows.DueRow`.
"""
