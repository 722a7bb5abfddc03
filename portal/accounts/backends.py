"""Who an address and a password belong to, found with one look at one account's password."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress

from portal.accounts.models import User


class OneAccount(AuthenticationBackend):
    """Tries the password of one account, or of none in the same time.

    Hashing is made to be slow: an attempt that hashes for each account that has typed the address
    somewhere is an attack on the processor. It is the only backend for the same reason.
    """

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        found: User | None = self._check_password(owner_of(email.lower()), password)
        return found


def owner_of(email: str) -> User | None:
    """Whose proved address it is, else who signed up with it; only typed elsewhere, nobody's."""
    return prover_of(email) or User.objects.filter(email=email).first()


def prover_of(email: str) -> User | None:
    """Who has proved that this address is theirs."""
    proved = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return proved.user if proved else None
