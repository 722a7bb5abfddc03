"""Who acts before the upgrade: members of every language, moderators, editors, and guests."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from upgrade_proof import schema
from upgrade_proof.browser import Browser

from portal import locales

MODERATOR, EDITOR, IDLE = "only-moderates", "only-edits", "does-neither"


@dataclass
class People:
    """The members signed in, each in a browser of their own; guests come as they are needed."""

    port: int
    password: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    browsers: dict[str, Browser] = field(default_factory=dict)

    def guest(self, name: str, **headers: str) -> Browser:
        """Somebody new without an account."""
        self.browsers[name] = Browser(self.port, name, headers=headers)
        return self.browsers[name]

    def members(
        self, names: Iterable[str], locale: str = "en", group: Group | None = None
    ) -> None:
        """Make accounts with confirmed addresses, and sign them in."""
        for name in names:
            user = schema.model("accounts.User").objects.create_user(
                address(name), self.password, display_name=f"proof {name}", locale=locale
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            if group:
                user.groups.add(group)
            self.sign_in(name, self.guest(name))

    def sign_in(self, name: str, browser: Browser) -> None:
        """Sign this browser in, whatever its guest has left in the session."""
        page = browser.get("/en/account/login/")
        fields = page.hidden_fields | {"login": address(name), "password": self.password}
        answer = browser.post("/en/account/login/", **fields)
        expect(answer.status == 302, f"{name} signs in", answer.text)

    def show_password(self, name: str) -> None:
        """Type the password once more, as what cannot be undone asks for."""
        path, browser = "/en/account/reauthenticate/", self[name]
        fields = browser.get(path).hidden_fields | {"password": self.password}
        answer = browser.post(path, **fields)
        expect(answer.status == 302, f"{name} types the password again", answer.text)

    def __getitem__(self, name: str) -> Browser:
        return self.browsers[name]


def address(name: str) -> str:
    """Where this person's mails go."""
    return f"{name}@proof.example"


def asker(locale: str) -> str:
    """The member who asks in this language."""
    return f"asker-{locale}"


def gather(port: int) -> People:
    """Everybody who takes part."""
    people = People(port)
    # An installation has an owner: where there is none, the upgrade makes one.
    schema.model("accounts.User").objects.create_user(
        address("owner"), people.password, is_staff=True, is_superuser=True
    )
    for code in locales.codes():
        people.members([asker(code)], locale=code)
    # One group at first: the community's moderators were Wagtail's.
    # Others may moderate as well; who does nothing else has the fewest rights.
    may = Group.objects.filter(permissions__codename="moderate").distinct()
    moderators = min(may, key=lambda group: group.permissions.count())
    people.members([MODERATOR, IDLE], group=moderators)
    people.members([EDITOR], group=Group.objects.get(name__in=["Moderators", "Publishers"]))
    return people


def edit_a_page() -> None:
    """The editor's one revision of an article, with its line in Wagtail's log."""
    editor = schema.model("accounts.User").objects.get(email=address(EDITOR))
    page = schema.model("kb.HelpPage").objects.live().order_by("pk")[0]
    page.specific.save_revision(user=editor, log_action=True)


def expect(holds: bool, what: str, seen: object = "") -> None:
    """Raises RuntimeError: the last state itself does not do what the proof needs of it."""
    if not holds:
        raise RuntimeError(f"Not so: {what}\n{str(seen)[:4000]}")
