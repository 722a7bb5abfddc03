"""Outgoing mail: queued as a row in the transaction of its cause, sent by a job."""
