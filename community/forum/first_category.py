"""The category that a community begins with, until its owner makes better ones."""

from community.forum.models import Category
from portal import locales

# The owner's data from the first day on, as all names of categories are, and so not in catalogues.
NAMES = {
    "ar": "عام",
    "da": "Generelt",
    "de": "Allgemeines",
    "el": "Γενικά",
    "en": "General",
    "es": "General",
    "fi": "Yleistä",
    "fr": "Général",
    "he": "כללי",
    "id": "Umum",
    "it": "Generale",
    "nb": "Generelt",
    "nl": "Algemeen",
    "pl": "Ogólne",
    "pt": "Geral",
    "sv": "Allmänt",
    "tr": "Genel",
}


def ensure_category() -> Category | None:
    """Make one for all languages unless there is any; returns what was made."""
    if Category.objects.exists():
        return None
    # A regional form says it as its language does.
    spoken = {code: code if code in NAMES else code.partition("-")[0] for code in locales.codes()}
    names = {code: NAMES[language] for code, language in spoken.items() if language in NAMES}
    return Category.objects.create(slug="general", names=names)
