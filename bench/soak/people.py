"""Who takes part, and what there is to act on: made before anything is killed."""

import random
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.test import Client

from bench.soak.browser import Browser
from bench.soak.installation import ADMINISTRATOR
from community.forum.models import Category
from community.forum.posting import post_question
from kb.models import HelpPage
from portal import actors
from portal.accounts.models import User

_MEMBERS = 200
_THREADS = 20
_PAGES = 10


@dataclass(frozen=True, slots=True)
class Cast:
    """Members and an editor with their browsers, and the ids of what they act on."""

    members: list[Browser]
    editor: Browser
    threads: list[int]
    families: list[str]
    pages: list[int]
    category: str


def gather(port: int, dice: random.Random) -> Cast:
    """Accounts that are signed in, and questions; the articles are there already."""
    category = Category.objects.get_or_create(slug="all", defaults={"names": {"en": "All"}})[0]
    members = [_account(number) for number in range(_MEMBERS)]
    threads = [
        post_question(
            actor=actors.on_behalf_of(member),
            category=category,
            locale="en",
            title=f"Question {number} of many",
            body="What is asked is long enough to be read.",
        ).pk
        for number, member in enumerate(members[:_THREADS])
    ]
    live = HelpPage.objects.live().filter(locale__language_code="en").order_by("pk")
    owner = User.objects.get(email=ADMINISTRATOR)
    return Cast(
        members=[signed_in(port, member, dice) for member in members],
        editor=signed_in(port, owner, dice),
        threads=threads,
        families=list(live.values_list("family__slug", flat=True)),
        pages=[page.pk for page in live if page.specific_class.__name__ == "ArticlePage"][:_PAGES],
        category=category.slug,
    )


def signed_in(port: int, user: User, dice: random.Random) -> Browser:
    """A browser with a session of the account that has shown the second factor."""
    client = Client()
    client.force_login(user)
    if actors.is_privileged(user) and not is_mfa_enabled(user):
        TOTP.activate(user, generate_totp_secret())
    session = client.session
    session["accounts.second_factor"] = str(user.pk)
    session.save()
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return Browser(port, address(dice), cookies)


def address(dice: random.Random) -> str:
    """An address of some network."""
    return ".".join(str(dice.randint(1, 250)) for _part in range(4))


def _account(number: int) -> User:
    email = f"member{number}@example.org"
    user = User.objects.create_user(email, None, display_name=f"Reader {number}", locale="en")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
