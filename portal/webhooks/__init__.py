"""Webhooks as https://www.standardwebhooks.com has them: out to one tool of the owner's, and in.

What happened is a row in the transaction of its cause, sent by a job in a queue of its own.
Without a WEBHOOK_URL nothing is told, without a WEBHOOK_SECRET nothing is taken.
"""
