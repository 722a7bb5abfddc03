"""People with accounts."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User

PASSWORD = "a-long-enough-password"


def member(name: str = "Eleni", **fields: Any) -> User:
    """A customer with a confirmed address; the address is made from the name."""
    number = User.objects.count() + 1
    email = fields.pop("email", f"member{number}@example.com")
    user = User.objects.create_user(email, PASSWORD, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def moderator(name: str = "Mod Kari", **fields: Any) -> User:
    """A member of the group Moderators."""
    user = member(name, **fields)
    group, _created = Group.objects.get_or_create(name="Moderators")
    group.permissions.add(
        Permission.objects.get(codename="moderate", content_type__app_label="community")
    )
    user.groups.add(group)
    return user


def editor(name: str = "Ed Nils", **fields: Any) -> User:
    """Somebody who may open the editors' pages."""
    user = member(name, **fields)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
