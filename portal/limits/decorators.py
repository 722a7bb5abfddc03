"""What views wear: a rate limit, or the check of an anonymous post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from portal import actors
from portal.actors import Actor
from portal.limits import counters, origins, who
from portal.limits.errors import TooMany
from portal.limits.pages import confirming_page
from portal.limits.rates import RateLike, rate

type View = Callable[..., HttpResponse]

# Answers to a post that came to nothing: the form is shown again.
_FORM_AGAIN = {400, 422}
READS = {"GET", "HEAD", "OPTIONS"}


def rate_limited(
    name: str,
    *rates: RateLike,
    everyone: RateLike | None = None,
    network: RateLike | None = None,
    reads: bool = False,
) -> Callable[[View], View]:
    """Limit how often a view is used; over the limit it raises TooMany.

    `rates` hold for one account or one voter's token. Strangers without either are never told
    apart; for them and all others together `everyone` may set a bound, and `network` a generous
    one for what sends mail. Posts that only show the form again (400, 422) are not counted.
    Reading is limited only if `reads` is set.
    """
    for each in (*rates, everyone, network):
        if each:
            rate(each)

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in READS and not reads:
                return view(request, *args, **kwargs)
            spent = _spend_all(name, _limits(actors.of(request), rates, everyone, network))
            response = view(request, *args, **kwargs)
            if response.status_code in _FORM_AGAIN:
                _give_back(name, spent)
            return response

        return limited

    return decorate


type _Limits = list[tuple[str, tuple[RateLike, ...]]]


def _limits(
    actor: Actor,
    rates: tuple[RateLike, ...],
    everyone: RateLike | None,
    network: RateLike | None,
) -> _Limits:
    limits: _Limits = []
    if rates and (person := who.account_or_token(actor)):
        limits.append((person, rates))
    if network:
        limits.append((who.network(actor), (network,)))
    if everyone:
        limits.append(("everyone", (everyone,)))
    return limits


def _spend_all(name: str, limits: _Limits) -> _Limits:
    spent: _Limits = []
    for person, rates in limits:
        try:
            counters.spend(name, person, rates)
        except TooMany:
            _give_back(name, spent)
            raise
        spent.append((person, rates))
    return spent


def _give_back(name: str, spent: _Limits) -> None:
    for person, rates in spent:
        counters.give_back(name, person, rates)


def anonymous_safe_post(view: View) -> View:
    """Let a page without any token post here, and nobody else's page.

    The browser says where a post comes from: by Sec-Fetch-Site, else by Origin, else by Referer.
    Where it says nothing, or something else than here, the reader is asked on a page of ours that
    carries what was posted, and a token.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not origins.is_from_here(request):
            return confirming_page(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
