"""Pages about one's own account that allauth does not have: profile, data, erasure."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import locales
from portal.accounts import events, panels, personal_data, proof
from portal.accounts.adapter import language_of
from portal.accounts.models import User
from portal.accounts.profile_forms import EraseForm, ProfileForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language and time zone."""
    assert isinstance(request.user, User)
    # A copy: a refused name must not show in the frame as if it were kept.
    user = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "panels": panels.of(request.user)}
        return render(request, "accounts/profile.html", context, status=status)
    form.save()
    with override(locales.nearest(user.locale)):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("accounts:profile"))


@never_cache
@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything we keep about the member, as a file."""
    assert isinstance(request.user, User)
    events.note("data exported", request.user)
    response = JsonResponse(
        personal_data.export(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the account; what others need to follow a thread stays, without a name."""
    assert isinstance(request.user, User)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/erase.html", {"form": form}, status=status)
    user = User.objects.get(pk=request.user.pk)
    front = f"/{language_of(request)}/"
    events.note("account erased", user)
    logout(request)
    personal_data.erase(user)
    messages.success(request, _("Your account has been deleted."))
    return HttpResponseRedirect(front)


@never_cache
@login_required
@require_safe
def prove(request: HttpRequest) -> HttpResponse:
    """Proof of being the account's owner, for who signs in by another service."""
    return proof.by_provider(request)
