"""Pages of ours in the editors' pages, beside Wagtail's own."""

from collections.abc import Iterator

from django.urls import get_resolver
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView

OURS = ("portal.", "kb.", "community.", "search.")


def _below(view: type) -> Iterator[type]:
    for one in view.__subclasses__():
        yield one
        yield from _below(one)


def test_each_says_at_its_head_what_it_is_and_not_home_alone() -> None:
    assert get_resolver().url_patterns
    bare = WagtailAdminTemplateMixin.get_breadcrumbs_items
    ours = [one for one in _below(WagtailAdminTemplateMixin) if one.__module__.startswith(OURS)]
    assert ours
    # Wagtail's form of a page has a head of another kind, with the page's tree.
    others = [one for one in ours if not issubclass(one, CreateView)]
    assert [one for one in others if one.get_breadcrumbs_items is bare] == []
