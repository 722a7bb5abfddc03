"""One kind of page, with the blocks that the article beside it has."""

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Site

_BOX = [("text", blocks.RichTextBlock())]


class StockPage(Page):  # type: ignore[misc]
    """A text with a summary."""

    summary = models.TextField(blank=True)
    body = StreamField(
        [
            ("text", blocks.RichTextBlock()),
            ("steps", blocks.ListBlock(blocks.RichTextBlock())),
            ("note", blocks.StructBlock(_BOX)),
            ("warning", blocks.StructBlock(_BOX)),
            (
                "code",
                blocks.StructBlock(
                    [("text", blocks.TextBlock()), ("language", blocks.CharBlock(required=False))]
                ),
            ),
        ]
    )

    class Meta:
        app_label = "stock"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the menu, the languages and the way here, asked for as Wagtail's guide does."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        home = Site.find_for_request(request).root_page.localized
        return context | {
            "menu": home.get_children().live().in_menu(),
            "languages": self.get_translations().live().select_related("locale"),
            "trail": self.get_ancestors().filter(depth__gt=1),
        }
