"""/.well-known/security.txt (RFC 9116): where somebody who found a hole writes to."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import locales
from portal.addresses import absolute

# The standard asks for less than a year; a copy of yesterday says nearly the same.
HOLDS = timedelta(days=180)
KEPT = timedelta(days=1)


@require_safe
def serve(request: HttpRequest) -> HttpResponse:
    """The same for everybody all day."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    contact = settings.SECURITY_CONTACT
    fields = {
        "Contact": contact if contact.startswith("https://") else f"mailto:{contact}",
        "Expires": (today + HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": ", ".join(locales.codes()),
        "Canonical": absolute(reverse("security-txt")),
    }
    return HttpResponse(
        "".join(f"{name}: {value}\n" for name, value in fields.items()),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={int(KEPT.total_seconds())}"},
    )
