"""Read-only keys for programs: made, shown once, used, ended.

A key is 256 random bits, so a plain hash of it tells nobody what it was. It may read what its
account may export, as long as that may.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal import actors
from portal.accounts import events, second_factor
from portal.accounts.models import User
from portal.feeds.models import ReportToken
from portal.journal import days

LONGEST = timedelta(days=365)
MOST = 10
"""So many of an account."""
# So that whoever finds one, or scans for them, sees what it opens.
_BEGINS = "report_"
_KEY = re.compile(rf"{_BEGINS}[A-Za-z0-9_-]{{43}}", re.ASCII)


class TooManyTokensError(Exception):
    """The account has as many as it may have."""


def make(account: User, name: str, kept: timedelta) -> tuple[ReportToken, str]:
    """A new token and its key, which nobody can read again.

    Raises TooManyTokensError, and ValueError for one that is to live longer than a year.
    """
    if not timedelta(0) < kept <= LONGEST:
        raise ValueError(f"No life of a token: {kept}")
    key = _BEGINS + secrets.token_urlsafe(32)
    at = timezone.now()
    with transaction.atomic():
        # Whoever makes two at once waits here.
        User.objects.select_for_update().get(pk=account.pk)
        if account.report_tokens.count() >= MOST:
            raise TooManyTokensError
        token = ReportToken.objects.create(
            account=account,
            name=name,
            digest=_digest(key),
            created_at=at,
            expires_at=at + kept,
        )
    events.note("report token made", account, token=token.pk, until=token.expires_at.date())
    return token, key


def revoke(token: ReportToken, why: str = "revoked") -> None:
    """End a token for good."""
    number, account = token.pk, token.account
    token.delete()
    events.note("report token ended", account, token=number, why=why)


def read(authorization: str, at: datetime | None = None) -> ReportToken | None:
    """The token of an `Authorization` header, if it is valid and its account is in good standing.

    One whose account lost its right ends here, so it does not come back with the right. One whose
    account has no second factor, and needs one, rests until it has.
    """
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not _KEY.fullmatch(key.strip()):
        return None
    valid = ReportToken.objects.valid(at or timezone.now()).select_related("account")
    token = valid.filter(digest=_digest(key.strip())).first()
    if token and not may_export(token.account):
        revoke(token, why="right lost")
        return None
    return None if token is None or second_factor.is_missing(token.account) else token


def note_use(token: ReportToken) -> None:
    """Remember the day, written once a day."""
    today = days.day_of()
    if token.used_on != today:
        ReportToken.objects.filter(pk=token.pk).update(used_on=today)


def may_export(account: User) -> bool:
    """Whether an account may export the report, and is neither switched off nor suspended."""
    return account.suspended_at is None and actors.on_behalf_of(account).may("report.export")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
