"""Public pages of every kind, which say how often they were made."""

from collections import Counter
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import path
from django.utils.translation import get_language

from portal.caching.pages import public_page
from portal.caching.queries import page_number
from portal.urls import urlpatterns as portal_urls

made: Counter[str] = Counter()


def order(text: str) -> str:
    """By votes; by time is how it is sorted without a word."""
    if text not in {"votes", "time"}:
        raise Http404
    return "" if text == "time" else text


@public_page(allowed_query={"page": page_number, "sort": order})
def article(request: HttpRequest, slug: str) -> HttpResponse:
    made[request.path] += 1
    if slug == "missing":
        raise Http404
    query = request.META["QUERY_STRING"]
    return HttpResponse(
        f"{slug} {get_language()} page={request.GET.get('page')} [{query}] {made[request.path]}",
        headers={"X-Robots-Tag": "noindex"},
    )


@public_page()
def framed(request: HttpRequest) -> HttpResponse:
    """What a page of ours is like: the frame asks who reads and what is to be said."""
    made["framed"] += 1
    template = engines["django"].from_string(
        '{% extends "base.html" %}{% block content %}{% for message in messages %}{{ message }}'
        "{% endfor %}{% if user.is_authenticated %}{{ user.email }}{% else %}stranger{% endif %}"
        "{% endblock %}"
    )
    return HttpResponse(template.render({}, request))


@public_page()
def odd(request: HttpRequest, what: str) -> HttpResponse:
    """Pages that must not be cached, each for its reason."""
    made[what] += 1
    answers: dict[str, Any] = {
        "reads-session": lambda: HttpResponse(str(request.session.get("x"))),
        "writes-session": lambda: HttpResponse(str(request.session.setdefault("x", 1))),
        "token": lambda: HttpResponse(get_token(request)),
        "message": lambda: HttpResponse(str(messages.info(request, "Hello"))),
        "cookie": lambda: HttpResponse("c", headers={"Set-Cookie": "a=b"}),
        "varies": lambda: HttpResponse("v", headers={"Vary": "Accept"}),
        "own": lambda: HttpResponse("o", headers={"Cache-Control": "no-store"}),
        "streams": lambda: StreamingHttpResponse([b"s"]),
        "redirects": lambda: redirect("/elsewhere/"),
        "error": lambda: HttpResponse("e", status=503),
    }
    response: HttpResponse = answers[what]()
    if what == "cookie":
        response.set_cookie("a", "b")
    return response


@public_page()
def numbered(request: HttpRequest, number: int) -> HttpResponse:
    made[request.path] += 1
    return HttpResponse(f"{number}")


@public_page()
def lazy(request: HttpRequest) -> HttpResponse:
    made["lazy"] += 1
    return render(request, "base.html")


urlpatterns = [
    *portal_urls,
    *i18n_patterns(
        path("p/<slug:slug>/", article, name="article"),
        path("n/<int:number>/", numbered, name="numbered"),
        path("framed/", framed, name="framed"),
        path("odd/<slug:what>/", odd, name="odd"),
        path("lazy/", lazy, name="lazy"),
    ),
]
