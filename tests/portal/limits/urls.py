"""Views that wear the decorators of this room."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.limits.decorators import anonymous_safe_post
from portal.urls import urlpatterns as portal_urls


class AskForm(forms.Form):
    text = forms.CharField(max_length=50)


@anonymous_safe_post
def vote(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"voted {request.POST.get('vote', '-')}")


def ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST or None)
    if form.is_valid():
        return HttpResponse("asked", status=201)
    return HttpResponse(form.as_p(), status=422 if form.is_bound else 200)


urlpatterns = [
    path("vote/", vote),
    path("ask/", ask, name="tests.ask"),
    *portal_urls,
]
