"""The one way in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """From another door to ours, with the place to return to."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{reverse('account_login')}{'?' if query else ''}{query}")
