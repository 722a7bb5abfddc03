"""The demo's people: one for each trade, and a customer, with passwords drawn once."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group

from portal import locales
from portal.accounts import trades
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    """One account of the demo. `group` is the name of the group it belongs to, if any.

    Nobody may do everything: an owner's account is for repairs, and here nothing is to repair.
    """

    role: str
    email: str
    display_name: str
    locale: str
    group: str = ""


ADMINISTRATOR = "administrator@example.com"
MODERATOR = "moderator@example.com"
_TRANSLATED = locales.nearest("el")

PEOPLE = (
    Person("author", "author@example.com", "pennesplitt", "nb", trades.AUTHORS),
    Person("publisher", "publisher@example.com", "trykkeriet", "da", trades.PUBLISHERS),
    Person(
        f"translator ({_TRANSLATED})",
        "translator@example.com",
        "γλωσσοδέτης",
        "el",
        trades.translators_of(_TRANSLATED),
    ),
    Person("community moderator", MODERATOR, "Huskatten", "sv", trades.COMMUNITY_MODERATORS),
    Person("support manager", "manager@example.com", "graph-paper", "en", trades.SUPPORT_MANAGERS),
    Person("administrator", ADMINISTRATOR, "solvei-team", "en", trades.ADMINISTRATORS),
    Person("customer", "customer@example.com", "ζεστή_γωνιά", "el"),
)


def passwords() -> dict[str, str]:
    """E-mail → password, drawn at the first call and kept in a file only its owner can read."""
    path = Path(settings.VAR_DIR) / "demo-accounts.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn = {person.email: secrets.token_urlsafe(12) for person in PEOPLE}
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(drawn, file, indent=2)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def seed() -> None:
    """Make the accounts, with verified addresses. Changes nothing at a second call."""
    drawn = passwords()
    for person in PEOPLE:
        user, is_new = User.objects.get_or_create(
            email=person.email,
            defaults={
                "display_name": person.display_name,
                "locale": locales.nearest(person.locale),
            },
        )
        if is_new:
            user.set_password(drawn[person.email])
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        user.groups.add(*Group.objects.filter(name=person.group))
