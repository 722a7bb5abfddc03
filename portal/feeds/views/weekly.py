"""Where the weekly mail is wanted, and where it is stopped."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal import actors
from portal.accounts.models import User
from portal.feeds import weekly
from portal.feeds.letters import MAIL
from portal.feeds.models import WeeklyWish
from portal.limits.decorators import anonymous_safe_post


@never_cache
@anonymous_safe_post
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """On or off, from the page of one's account."""
    actor = actors.of(request)
    if not actor.may("report.see"):
        raise PermissionDenied
    if request.POST.get("on"):
        weekly.want(actor.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved. We write to you every Monday."))
    else:
        weekly.stop(actor.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved. You get no weekly report."))
    return HttpResponseRedirect(reverse("accounts:profile"))


@MAIL.at_its_address
def stop(request: HttpRequest, account: User) -> HttpResponse:
    """End the mails."""
    if request.method == "POST":
        weekly.stop(account)
    is_wanted = WeeklyWish.objects.filter(account=account).exists()
    return render(request, "feeds/stop.html", {"is_wanted": is_wanted})
