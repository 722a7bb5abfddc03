"""Sessions of those who work here end when nothing was done in them for some hours.

What an open editor's page asks for by itself is no doing. Readers stay signed in.
"""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext

from portal import actors
from portal.accounts import acting
from portal.accounts.models import User

_ACTIVE_AT = "accounts.active_at"
# So often at most a session is written for it.
_NOTED_EVERY = timedelta(minutes=5).total_seconds()
_BY_ITSELF = frozenset({"wagtailadmin_editing_sessions:ping"})


def listen() -> None:
    """Let the time begin at each sign-in."""
    user_logged_in.connect(_begin, dispatch_uid="accounts.idle")


def _begin(request: HttpRequest | None, **_kwargs: object) -> None:
    if request is not None and hasattr(request, "session"):
        request.session[_ACTIVE_AT] = time.time()


def end_if_idle(request: HttpRequest) -> None:
    """Sign out whoever works here and has left; what they send is a stranger's then."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _works_here(request):
        return
    active_at = request.session.get(_ACTIVE_AT)
    # A session from before this was noted counts from now on.
    if active_at is not None and _is_over(active_at):
        logout(request)
        # Whoever it was has been asked for already, by the line in the log.
        acting.attach(request)
        said = gettext("You were signed out because you had not done anything for a while.")
        messages.info(request, said)


def note_activity(request: HttpRequest) -> None:
    """Note that somebody does something, unless the page asks by itself."""
    match = request.resolver_match
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _works_here(request):
        return
    is_due = time.time() - request.session.get(_ACTIVE_AT, 0.0) > _NOTED_EVERY
    if is_due and not (match and match.view_name in _BY_ITSELF):
        request.session[_ACTIVE_AT] = time.time()


def _is_over(active_at: float) -> bool:
    """Whether it was longer ago than is allowed; a time to come is a clock that was wrong."""
    idle = time.time() - active_at
    return not -_NOTED_EVERY <= idle <= settings.STAFF_IDLE_HOURS * 3600


def _works_here(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and actors.works_here(request.user)
