"""Whose uses are counted: an account's, a voter's token's, or a whole network's."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Set by the act of voting and by nothing else (kb.feedback); "__Host-" asks for HTTPS.
TOKEN_COOKIES = ("__Host-voter", "voter")


def account_or_token(request: HttpRequest) -> str | None:
    """The account, else the voter's token, else nobody in particular (None)."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"account {user.pk}"
    for name in TOKEN_COOKIES:
        if token := request.COOKIES.get(name):
            return f"token {token[:200]}"
    return None


def network(request: HttpRequest) -> str:
    """The network a request comes from (/24 or /48): for bounds on mail, never for a person."""
    address = client_address(request)
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "network unknown"
    prefix = 24 if ip.version == 4 else 48
    return f"network {ipaddress.ip_network((ip, prefix), strict=False)}"


def client_address(request: HttpRequest) -> str:
    """The address our outermost trusted proxy saw; what comes before it may be invented."""
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: int = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted and hops[-trusted]:
        return hops[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))
