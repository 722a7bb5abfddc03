"""What views wear: the check of an anonymous post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from portal.limits import origins
from portal.limits.pages import confirming_page

type View = Callable[..., HttpResponse]


def anonymous_safe_post(view: View) -> View:
    """Let a page without any token post here, and nobody else's page.

    The browser says where a post comes from: by Sec-Fetch-Site, else by Origin, else by Referer.
    Where it says nothing, or something else than here, the reader is asked on a page of ours that
    carries what was posted, and a token.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not origins.is_from_here(request):
            return confirming_page(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
