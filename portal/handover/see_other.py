"""Where a form that was taken leads."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """To another page, by GET, whatever was sent (303)."""

    status_code = 303
