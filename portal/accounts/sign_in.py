"""The ways in: ours, and the one that leads to another service first."""

import logging

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from portal import actors
from portal.accounts import proof

logger = logging.getLogger(__name__)


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """From another door to ours, with the place to return to.

    Members who may not pass are told so: to sign in would lead them back here.
    """
    if actors.of(request).may("tools.enter"):
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
    if request.user.is_authenticated:
        # Wagtail has left a message that says what the page does, in fewer languages.
        list(messages.get_messages(request))
        return render(request, "403.html", {"messages": ()}, status=403)
    query = request.META.get("QUERY_STRING", "")
    # The editors' pages may have words in a language that the site has no pages in.
    with override(actors.of(request).language):
        address = reverse("account_login")
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}")


@never_cache
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To a service of OpenID Connect, by a page that leads on at once.

    A redirect would be the answer to a form, and the policy of our pages lets forms go nowhere
    but to us; where the service sends its visitors next nobody can list.
    """
    proof.ask_provider(request)
    try:
        response: HttpResponse = openid_connect.login(request, provider_id)
    except OSError as error:
        # Anything that keeps us from reading what the service says of itself.
        logger.warning("The OpenID Connect server does not answer: %s", error)
        provider = get_adapter().get_provider(request, provider_id)
        answer: HttpResponse = render_authentication_error(request, provider, exception=error)
        return answer
    away = response.headers.get("Location", "")
    if not away.startswith(("https://", "http://")):
        return response
    return render(request, "socialaccount/login_redirect.html", {"redirect_to": away})
