"""In the editor: how much the next version of a source changes, with what is proposed."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from kb.models import HelpPage
from kb.translation import source_changes


class ChangePanel(FieldPanel):
    """Shown of what has been published and has translations: nobody else has anything of it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self._is_asked:
                weight = source_changes.proposal(self.instance)
                self.help_text = _("The text that is saved here is proposed as: %(weight)s.") % {
                    "weight": weight.label
                }

        def is_shown(self) -> bool:
            return bool(super().is_shown()) and self._is_asked

        @cached_property
        def _is_asked(self) -> bool:
            page = self.instance
            return isinstance(page, HelpPage) and source_changes.is_asked(page)
