"""The demo's people: an editor, a moderator and a customer, with passwords drawn once."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group

from community.groups import MODERATORS
from portal import locales
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    """One account of the demo. `group` is the name of the group it belongs to, if any."""

    role: str
    email: str
    display_name: str
    locale: str
    is_superuser: bool = False
    group: str = ""


PEOPLE = (
    Person("editor and manager", "editor@example.com", "solvei-team", "en", is_superuser=True),
    Person("moderator", "moderator@example.com", "Huskatten", "sv", group=MODERATORS),
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
                "is_superuser": person.is_superuser,
                "is_staff": person.is_superuser,
            },
        )
        if is_new:
            user.set_password(drawn[person.email])
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if person.group:
            user.groups.add(Group.objects.get_or_create(name=person.group)[0])
