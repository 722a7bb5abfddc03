"""One's own access tokens, in the editors' pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from portal import actors
from portal.accounts import proof
from portal.accounts.models import User
from portal.feeds import tokens
from portal.feeds.forms import TokenForm
from portal.feeds.models import ReportToken
from portal.framing import framed

may_export = actors.account_may("report.export")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_export)
def index(request: HttpRequest) -> HttpResponse:
    """The tokens, and the form of a new one.

    A key is in the answer that makes it and then nowhere: no message and no session may hold it.
    """
    if request.method != "POST":
        return _page(request, TokenForm())
    if not proof.is_recent(request):
        return proof.ask(request)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    data = form.cleaned_data
    try:
        _token, key = tokens.make(_account(request), data["name"], data["kept"])
    except tokens.TooManyTokensError:
        form.add_error(None, _("You have reached the limit of tokens. Revoke one first."))
        return _page(request, form, status=400)
    return _page(request, TokenForm(), key=key)


@never_cache
@require_POST
@user_passes_test(may_export)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own."""
    token = get_object_or_404(ReportToken, pk=pk, account=_account(request))
    tokens.revoke(token)
    messages.success(request, _("The token is revoked. It no longer works."))
    return redirect("report_tokens")


def _page(
    request: HttpRequest, form: TokenForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    account = _account(request)
    context = framed(_("Access tokens"), icon="key") | {
        "form": form,
        "tokens": ReportToken.objects.filter(account=account),
        "now": timezone.now(),
        "address": request.build_absolute_uri(reverse("feeds:report")),
    }
    return render(request, "feeds/tokens.html", context | more, status=status)


def _account(request: HttpRequest) -> User:
    account = actors.of(request).account
    assert isinstance(account, User)
    return account
