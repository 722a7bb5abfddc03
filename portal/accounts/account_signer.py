"""Addresses that say whose account they are about, for what ends without a sign-in."""

from django.core.signing import BadSignature, Signer

from portal.accounts.models import User


class AccountSigner:
    """Signs accounts for one purpose, which the salt names: for another it opens nothing."""

    def __init__(self, salt: str) -> None:
        self._signer = Signer(salt=salt)

    def sign(self, account: User) -> str:
        """The account as a part of an address. It has no end, as the mail has none."""
        return self._signer.sign(str(account.pk))

    def read(self, signed: str) -> User | None:
        """Whose it is; None for what we have not signed, and where the account is gone."""
        try:
            number = int(self._signer.unsign(signed))
        except BadSignature:
            return None
        return User.objects.filter(pk=number).first()
