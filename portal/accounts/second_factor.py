"""Staff, moderators and editors use a second factor before they use their rights.

The session must have passed it: a password alone opens no staff page, whichever way the
sign-in came.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import override

from portal import actors
from portal.accounts.models import User

_SET_UP_IN_SESSION = "accounts.second_factor"

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_shown(request: HttpRequest) -> bool:
    """Whether this session has passed a second factor that its user needs, and still has."""
    user = request.user
    return (
        user.is_authenticated
        and has_passed(request)
        and actors.is_privileged(user)
        and is_mfa_enabled(user)
    )


def is_missing(account: User) -> bool:
    """Whether its rights rest, wherever it acts, as it needs a second factor and has none."""
    return actors.Actor(user=account).lacks_second_factor and not is_mfa_enabled(account)


def has_passed(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this session, or a passkey, which is both."""
    if request.session.get(_SET_UP_IN_SESSION) == str(request.user.pk):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def remember_set_up(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """Whoever has just set it up in this session has shown it."""
    if request is not None and request.user == user:
        request.session[_SET_UP_IN_SESSION] = str(user.pk)


def missing_step(request: HttpRequest) -> str | None:
    """Where the second factor that is still missing is shown or set up; None if none is."""
    if not actors.of(request).lacks_second_factor:
        return None
    back = request.get_full_path() if request.method == "GET" else "/"
    # The editors' pages may have words in a language that the site has no pages in.
    with override(actors.of(request).language):
        by_code = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
        again = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
        set_up = reverse("mfa_activate_totp")
    if is_mfa_enabled(request.user):
        return f"{again}?{urlencode({'next': back})}"
    return set_up


def way_to_it(request: HttpRequest) -> HttpResponse | None:
    """To that step first; each page there says why."""
    step = missing_step(request)
    return HttpResponseRedirect(step) if step else None


def second_factor_required[**P](view: View[P]) -> View[P]:
    """For views that use a right over others' content."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return way_to_it(request) or view(request, *args, **kwargs)

    return guarded
