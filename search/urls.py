"""Addresses of search: the page below each language, the rest outside of languages."""

from django.urls import URLResolver, path
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from search.views import api, page

app_name = "search"
_PAGES = URLResolver(LocalePrefixPattern(), [path("search/", page.page, name="page")])
urlpatterns = [
    path("api/search/", api.api, name="api"),
    path("api/suggest/", api.suggest, name="suggest"),
    path("count-click/<str:signed>/", page.click, name="click"),
    # One namespace for both: i18n_patterns can be no part of an included module, this can.
    URLResolver(RoutePattern(""), [_PAGES]),
]
