"""The support's part without an inbox: two acts, by a link in a mail or by a webhook."""
