from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.text import interface


class TextConfig(AppConfig):
    name = "portal.text"
    label = "text"
    verbose_name = _("Text")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        # Before any model: their classes ask for words of the site's first language already.
        interface.lend()
