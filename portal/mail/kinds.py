"""What kinds of mail there are, and which goes first when many are due."""

_FIRST_TO_LAST = (
    # Somebody waits before the screen: codes, confirmations, news of one's own account.
    ("account", "confirmation"),
    ("contact receipt",),
    ("contact request", "answer", "contact follow-up"),
    # A notice is what others than the rooms send: see portal.mail.backend.
    ("digest", "notice", "gap", "watch"),
)
_PRIORITIES = {kind: place for place, kinds in enumerate(_FIRST_TO_LAST) for kind in kinds}


def priority(kind: str) -> int:
    """The place of a kind in the order, from 0; raises ValueError for one that has none.

    A kind may be told more exactly after a dot: `account.login_code`.
    """
    try:
        return _PRIORITIES[kind.partition(".")[0]]
    except KeyError:
        raise ValueError(f"No such kind of mail: {kind!r}") from None
