"""Putting view restrictions on pages, as the admin does."""

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction


def restrict(page: Page, *groups: Group, kind: str = "") -> PageViewRestriction:
    """Only for signed-in readers, or for members of the groups, or of another kind."""
    kind = kind or (PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN)
    restriction = PageViewRestriction.objects.create(
        page=page.page_ptr if hasattr(page, "page_ptr") else page,
        restriction_type=kind,
        password="secret" if kind == PageViewRestriction.PASSWORD else "",
    )
    restriction.groups.set(groups)
    return restriction
