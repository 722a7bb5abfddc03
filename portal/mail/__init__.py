"""Outgoing mail: queued as a row in the transaction of its cause, sent by a job."""

SERVER = "server"
"""The mailer by which the outbox is delivered; the default one only fills it."""
