"""The front page, and the way to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def front(request: HttpRequest) -> HttpResponse:
    """A language's front page."""
    return render(request, "home/front.html")
