"""What this room keeps about people: the account, its addresses, its ways to sign in, mails."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from portal.accounts.models import User
from portal.mail import keys, outbox


def export(user: User) -> dict[str, Any]:
    """The account as JSON-ready data."""
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    ways = SocialAccount.objects.filter(user=user).order_by("pk")
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "display_name": user.display_name,
        "email": user.email,
        "language": user.locale,
        "time_zone": user.time_zone,
        "joined": user.date_joined.isoformat(),
        "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        "email_addresses": [
            {"email": address.email, "confirmed": address.verified} for address in addresses
        ],
        "connected": [{"provider": way.provider, "id": way.uid} for way in ways],
        "second_factors": [str(factor.type) for factor in factors],
    }


def erase(user: User) -> None:
    """Mails about the account go; itself and its addresses go with its row."""
    outbox.forget(keys.account(user.pk))
