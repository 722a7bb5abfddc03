"""The first account that may do everything, made on the terminal: no mail has to arrive."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from portal import actors
from portal.accounts.models import User


def administrators() -> QuerySet[User]:
    """The accounts that may do everything."""
    return actors.owners()


def awaited() -> User | None:
    """The administrator who has yet to choose a password; None as soon as any has a way in."""
    everyone = list(administrators().order_by("pk"))
    if any(one.has_usable_password() or one.last_login for one in everyone):
        return None
    return everyone[0] if everyone else None


@transaction.atomic
def make(email: str, password: str = "") -> User:
    """Make the account, its address taken as proved: whoever runs the server says so.

    Without a password it has none that anybody could type. Raises ValidationError for an address
    that is none or has an account (who made that, nobody knows), and for a weak password.
    """
    validate_email(email)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError("This address has an account already; name another one.")
    user = User.objects.create_superuser(email, None)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if password:
        choose_password(user, password)
    return user


def choose_password(user: User, password: str) -> None:
    """Give the account this password; raises ValidationError for a weak one."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
