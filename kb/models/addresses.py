"""Pages with addresses of ours. Wagtail's own views serve none of them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


class OwnAddress:
    """A page that says where it is read; stands before Wagtail's Page."""

    locale: Any

    def own_address(self) -> str:
        """The path, in the language in force, which is the page's."""
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """As Wagtail asks for it; None for a page that belongs to no site."""
        parts = super().get_url_parts(request)  # type: ignore[misc]
        if parts is None:
            return None
        with translation.override(self.locale.language_code):
            # Wagtail knows no addresses of pages here, and so no root either.
            return (parts[0], parts[1] or settings.BASE_URL, self.own_address())
