"""Beside an editor's text: words that must not be used, and how its language is written."""

from functools import cached_property
from typing import Any, ClassVar

from wagtail.admin.panels import Panel

from kb.glossary.models import StyleSheet
from kb.glossary.source import Misused, misused_in
from kb.plain_text import headings, plain_text


class WordsPanel(Panel):
    """Of the text as it is saved; it stops nobody from publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kb/terms/panel.html"

        class Media:
            css: ClassVar = {"all": ["kb/matrix.css"]}

        @cached_property
        def misused(self) -> list[Misused]:
            """Words of the title, the summary and the text."""
            page = self.instance
            if not page.pk:
                return []
            said = [page.title, page.summary, *headings(page.body), plain_text(page.body)]
            return misused_in("\n".join(said), page.locale.language_code)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            locale = self.instance.locale
            return context | {
                "misused": self.misused,
                "sheet": StyleSheet.objects.filter(locale=locale).first(),
                "code": locale.language_code,
            }
