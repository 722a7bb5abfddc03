"""Who an address and a password belong to, found with one look at one account's password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet

from portal import actors
from portal.accounts.models import User
from portal.prepared import Later, Prepared


class OneAccount(AuthenticationBackend):
    """Tries the password of one account, or of none in the same time.

    Hashing is made to be slow: an attempt that hashes for each account that has typed the address
    somewhere is an attack on the processor. It is the only backend for the same reason.
    """

    def get_user(self, user_id: int) -> User | None:
        """The account of a session; which rights it cannot have is known with its row.

        Each page of a member asks for both, and most members have no rights; who works here has
        them by a group.
        """
        found: Any = next(iter(_ACCOUNT.rows(pk=user_id)), None)
        if found is None or not self.user_can_authenticate(found):
            return None
        if not actors.is_owner(found):
            # What Django would ask for, and remembers so.
            if not found.has_rights_of_its_own:
                found._user_perm_cache = frozenset()
            if not found.is_in_a_group:
                found._group_perm_cache = frozenset()
        account: User = found
        return account

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        found: User | None = self._check_password(owner_of(email.lower()), password)
        return found


def _account() -> QuerySet[User]:
    """An account, and whether it may have rights by its groups or of its own."""
    groups = User.groups.through.objects.filter(user=OuterRef("pk"))
    permissions = User.user_permissions.through.objects.filter(user=OuterRef("pk"))
    known = User.objects.annotate(
        is_in_a_group=Exists(groups), has_rights_of_its_own=Exists(permissions)
    )
    return known.filter(pk=Later("pk", BigIntegerField()))


_ACCOUNT = Prepared(_account)


def owner_of(email: str) -> User | None:
    """Whose proved address it is, else who signed up with it; only typed elsewhere, nobody's."""
    return prover_of(email) or User.objects.filter(email=email).first()


def prover_of(email: str) -> User | None:
    """Who has proved that this address is theirs."""
    proved = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return proved.user if proved else None
