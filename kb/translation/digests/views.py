"""Where it is chosen how often a digest comes: by the address in each, and beside a worklist."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from kb.translation.digests import choosing
from kb.translation.digests.choosing import HowOftenForm
from kb.translation.digests.letters import MAIL
from kb.translation.digests.models import HowOften
from kb.translation.matrix.views import WORKLIST
from portal import actors
from portal.accounts.models import User

NAME = "kb_digest"


@MAIL.at_its_address
def digest(request: HttpRequest, account: User) -> HttpResponse:
    """Choose; what a mail program posts, which chooses nothing, ends them."""
    form, status = choosing.form(account), 200
    if request.method == "POST" and "how_often" not in request.POST:
        choosing.choose(account, HowOften.NEVER)
        form = choosing.form(account)
    elif request.method == "POST":
        form = HowOftenForm(request.POST)
        if form.is_valid():
            choosing.choose(account, HowOften(form.cleaned_data["how_often"]))
        else:
            status = 400
    is_saved = request.method == "POST" and status == 200
    return render(request, "kb/digest.html", {"form": form, "is_saved": is_saved}, status=status)


@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose beside a worklist; raises PermissionDenied for who translates into no language."""
    account = actors.of(request).privileged
    if not isinstance(account, User) or not actors.of(request).may("help.translate"):
        raise PermissionDenied
    form = HowOftenForm(request.POST)
    if form.is_valid():
        choosing.choose(account, HowOften(form.cleaned_data["how_often"]))
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(map(str, form.errors["how_often"])))
    return redirect(WORKLIST, code)


def urls() -> list[URLPattern]:
    return [path("help/translations/in/<slug:code>/digest/", choose, name=NAME)]
