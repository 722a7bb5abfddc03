"""What the community hears from below: somebody signed up or in."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from community.forum import drafts
from portal.accounts.models import User


def connect() -> None:
    user_signed_up.connect(on_signed_up, dispatch_uid="community.on_signed_up")
    user_logged_in.connect(on_logged_in, dispatch_uid="community.on_logged_in")


def on_signed_up(request: HttpRequest, user: User, **kwargs: Any) -> None:
    drafts.adopt(request, user, for_good=False)


def on_logged_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is not None and hasattr(request, "session"):
        drafts.adopt(request, user, for_good=True)
