"""Where reminders are stopped, and wanted again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kb.articles.reminders import stopping
from kb.articles.reminders.letters import MAIL
from portal.accounts.models import User


@MAIL.at_its_address
def reminders(request: HttpRequest, account: User) -> HttpResponse:
    """End them, or have them again."""
    if request.method == "POST":
        (stopping.resume if request.POST.get("what") == "again" else stopping.stop)(account)
    return render(request, "kb/reminders.html", {"is_wanted": stopping.is_wanted(account)})
