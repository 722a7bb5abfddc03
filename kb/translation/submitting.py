"""Submitting an article for translation: a draft in the other language, to be translated."""

from typing import Any

from wagtail_localize.operations import translate_object

from kb import tree
from kb.models import HelpPage


def submit(page: HelpPage, code: str, *, by: Any) -> None:
    """Have a page translated into a language. Readers see nothing of it until it is published."""
    locale = tree.ensure(code).locale
    translate_object(page.specific, [locale], user=by)
