"""Addresses that say whose account they are about, for what ends without a sign-in."""

from portal.accounts.models import User
from portal.signed import SignedText


class AccountSigner:
    """Signs accounts for one purpose, which the salt names: for another it opens nothing."""

    def __init__(self, salt: str) -> None:
        self._signed = SignedText(salt, int)

    def sign(self, account: User) -> str:
        """The account as a part of an address. It has no end, as the mail has none."""
        return self._signed.sign(str(account.pk))

    def read(self, signed: str) -> User | None:
        """Whose it is; None for what we have not signed, and where the account is gone."""
        number = self._signed.read(signed)
        return None if number is None else User.objects.filter(pk=number).first()
