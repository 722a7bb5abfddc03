"""What an editor sees of an announcement before readers do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from kb.announcements import reading
from kb.announcements.models import Announcement
from portal import locales


def preview(request: HttpRequest, row: Announcement, locale: str) -> HttpResponse:
    """One that may not be saved yet, as readers of a language would see it on a page."""
    code = locales.nearest(locale)
    shown = reading.as_read(reading.announced(row), code)
    with override(code):
        return render(
            request, "kb/announcements/preview.html", {"announcements": [shown] if shown else []}
        )
