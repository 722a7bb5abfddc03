"""Whose a mail is: the forms of the keys it is erased by.

An address is no such key: anybody can type anybody's.
"""

NOBODY = ""
"""Nobody can have the mail erased; it goes when it is old."""


def account(pk: int) -> str:
    """Of the account with this primary key."""
    return f"account:{pk}"


def request(reference: str) -> str:
    """Of the contact request with this reference."""
    return f"request:{reference}"
