"""People with accounts."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import Group, Permission
from django.test import Client

from portal import actors
from portal.accounts import trades
from portal.accounts.models import GroupLanguage, User
from tests.factories import groups

PASSWORD = "a-long-enough-password"


def member(name: str = "Eleni", **fields: Any) -> User:
    """A customer with a confirmed address; the address is made from the name."""
    number = User.objects.count() + 1
    email = fields.pop("email", f"member{number}@example.com")
    user = User.objects.create_user(email, PASSWORD, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def prove(client: Client) -> None:
    """Who is signed in gives the password once more."""
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def pass_second_factor(client: Client, user: User) -> None:
    """Who is signed in, and needs one, has a second factor and has shown it in this session."""
    if actors.is_privileged(User.objects.get(pk=user.pk)) and not is_mfa_enabled(user):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    session = client.session
    session["accounts.second_factor"] = str(user.pk)
    session.save()


def moderator(name: str = "Mod Kari", **fields: Any) -> User:
    """A member of the community's moderators."""
    return groups.join(member(name, **fields), trades.COMMUNITY_MODERATORS)


def writer(name: str = "Wri Ola", **fields: Any) -> User:
    """An author: writes and submits everything, and publishes nothing."""
    return groups.join(member(name, **fields), trades.AUTHORS)


def publisher(name: str = "Pub Liv", **fields: Any) -> User:
    """Writes and publishes everything."""
    return groups.join(member(name, **fields), trades.PUBLISHERS)


def translator(name: str = "Tra Zoe", *, into: str = "el", **fields: Any) -> User:
    """Translates into one language."""
    return groups.join(member(name, **fields), trades.translators_of(into))


def support_manager(name: str = "Sup Ann", **fields: Any) -> User:
    """Reads the report, and tunes search."""
    return groups.join(member(name, **fields), trades.SUPPORT_MANAGERS)


def manager_of(*languages: str, name: str = "Man Bo", **fields: Any) -> User:
    """Has the rights of a support manager, and no insight but into these languages."""
    group = Group.objects.create(name=f"Managers of {', '.join(languages)}")
    group.permissions.set(groups.group(trades.SUPPORT_MANAGERS).permissions.all())
    for code in languages:
        GroupLanguage.objects.create(group=group, locale=code)
    user = member(name, **fields)
    user.groups.add(group)
    return user


def administrator(name: str = "Adm Eva", **fields: Any) -> User:
    """Administers from day to day, without being the owner."""
    return groups.join(member(name, **fields), trades.ADMINISTRATORS)


def owner(name: str = "Own Ida", **fields: Any) -> User:
    """Somebody who may do everything."""
    return member(name, is_superuser=True, is_staff=True, **fields)


def editor(name: str = "Ed Nils", **fields: Any) -> User:
    """Somebody who may open the editors' pages."""
    user = member(name, **fields)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
