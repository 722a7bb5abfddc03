"""Proof, once more, that it is the owner who sits there: by whatever one signs in with.

A session that was left open or stolen must neither change how its account is signed in to nor
carry everything away. allauth asks in some of its own views, and never where an account has
neither password nor second factor; here the addresses are named, whatever view is behind them.
"""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY, resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.utils import get_request_param
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from portal.accounts import second_factor

NEEDED = frozenset(
    {
        *("account_email", "account_set_password", "socialaccount_connections"),
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
        *("mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        *("mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
        *("accounts:data", "accounts:erase"),
    }
)
"""The addresses, by name, that open to who has just proved to be the account's owner."""

_OF_FACTORS = frozenset(name for name in NEEDED if name.startswith("mfa_"))
TO_PROVIDER = "accounts:to_provider"
# Of a form, in characters: all the forms above have but a few short fields.
_MOST_KEPT = 4_000
# What is typed there must not lie in the session until the proof is given: it is typed again.
_SECRET = frozenset({"account_set_password"})
# The service must ask its visitor anew, and tell when it did.
_ASK_ANEW = urlencode({"prompt": "login", "max_age": 0})
_ASKED_IN_SESSION = "accounts.asked_for_proof"
# Seconds that a service's clock may be behind ours.
_SKEW = 30
_PROCESSES = frozenset({AuthProcess.LOGIN, AuthProcess.CONNECT, AuthProcess.REDIRECT})


def is_missing(request: HttpRequest) -> bool:
    """Whether this address asks a signed-in member for a proof that was not given just now."""
    name = _name(request)
    if name not in NEEDED and not (name == TO_PROVIDER and _connects(request)):
        return False
    if not request.user.is_authenticated:
        return False
    return not is_recent(request) or _lacks_factor(request)


def _lacks_factor(request: HttpRequest) -> bool:
    """Whether factors are to change in a session that has not shown the one there is.

    Else an old session and a password would be enough for a passkey, which opens everything.
    """
    return (
        _name(request) in _OF_FACTORS
        and is_mfa_enabled(request.user)
        and not second_factor.has_passed(request)
    )


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _connects(request: HttpRequest) -> bool:
    return AuthProcess.CONNECT in {request.GET.get("process"), request.POST.get("process")}


def is_recent(request: HttpRequest) -> bool:
    """Whether the owner has proved to be there in the last minutes; to sign in is no proof."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(one.get("reauthenticated") and one["at"] > since for one in records)


def ask(request: HttpRequest) -> HttpResponse:
    """To where the proof is given; what was posted goes on from there, unless it is too long."""
    request.session.pop(STATE_SESSION_KEY, None)
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if _lacks_factor(request):
        ways = [way for way in ways if way["id"].startswith("mfa_")]
    if not ways:
        messages.warning(request, _("Choose a password first. We will email you a link."))
        return HttpResponseRedirect(reverse("account_reset_password"))
    path = request.get_full_path()
    if request.method == "POST" and _name(request) not in _SECRET:
        state = {"path": path, "posted": request.POST.urlencode()}
        if sum(map(len, state.values())) <= _MOST_KEPT:
            request.session[STATE_SESSION_KEY] = {"callback": f"{__name__}.go_on", "state": state}
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': path})}")


def go_on(request: HttpRequest, state: dict[str, str]) -> HttpResponse:
    """Do what was posted before the proof, if the proof was given for it and nothing else."""
    wanted = get_next_redirect_url(request)
    if wanted != state["path"]:
        return HttpResponseRedirect(wanted or reverse("accounts:profile"))
    path, _mark, query = state["path"].partition("?")
    match = resolve(path)
    request.method, request.path, request.path_info = "POST", path, path
    request.resolver_match = match
    request.GET, request.POST = QueryDict(query), QueryDict(state["posted"])
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def providers_of(request: HttpRequest, user: Any) -> list[Any]:
    """The services by which somebody signs in, of those the site knows now."""
    connected = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
    known = get_provider_adapter(request).list_providers(request) if connected else ()
    return [provider for provider in known if provider.sub_id in connected]


def ask_provider(request: HttpRequest) -> None:
    """Leave of a request to a service nothing but what for, and where to go afterwards.

    Whether the service asks its visitor anew is not the visitor's to say.
    """
    process = get_request_param(request, "process")
    wanted = {"process": process if process in _PROCESSES else AuthProcess.LOGIN}
    if next_url := get_next_redirect_url(request):
        wanted["next"] = next_url
    if process == AuthProcess.REDIRECT and request.method == "POST":
        wanted["auth_params"] = _ASK_ANEW
        request.session[_ASKED_IN_SESSION] = time.time()
    request.GET, request.POST = QueryDict(urlencode(wanted)), QueryDict()


def accept_from_provider(request: HttpRequest, login: Any) -> None:
    """Take a service's word that its visitor is who is signed in here, if it was asked for now.

    Services need not tell when they asked; one that does not is believed to have done it when
    it was asked to.
    """
    if login.state.get("process") != AuthProcess.REDIRECT or not request.user.is_authenticated:
        return
    began = request.session.pop(_ASKED_IN_SESSION, None)
    if began is None or not login.is_existing or login.user != request.user:
        return
    told = login.asked_at if login.asked_at is not None else began
    earliest = max(began - _SKEW, time.time() - app_settings.REAUTHENTICATION_TIMEOUT)
    if isinstance(told, int | float) and told >= earliest:
        record_authentication(request, request.user, method="socialaccount", reauthenticated=True)


def by_provider(request: HttpRequest) -> HttpResponse:
    """The page on which a proof is given by signing in once more at another service."""
    if is_recent(request):
        return resume_request(request) or HttpResponseRedirect(reverse("accounts:profile"))
    context = {
        "providers": providers_of(request, request.user),
        "here": request.get_full_path(),
    }
    return render(request, "accounts/prove.html", context)
