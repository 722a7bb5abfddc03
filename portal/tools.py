"""Where the editors' pages are."""

from django.http import HttpRequest

ADDRESS = "/cms/"


def are_asked_for(request: HttpRequest) -> bool:
    """Whether a request is for one of them: by that part of its path which leads to a view."""
    return request.path_info.startswith(ADDRESS)
