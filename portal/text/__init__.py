"""Text from strangers, made harmless: cleaning, Markdown, sanitiser, excerpts, languages."""

from portal.text.cleaning import clean_line, clean_text
from portal.text.excerpts import excerpt
from portal.text.languages import guess_language
from portal.text.markdown import render_markdown
from portal.text.masking import mask_personal_data
from portal.text.sanitiser import sanitise_html

__all__ = [
    "clean_line",
    "clean_text",
    "excerpt",
    "guess_language",
    "mask_personal_data",
    "render_markdown",
    "sanitise_html",
]
