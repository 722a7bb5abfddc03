"""One sentence in two translations, over the whole site: what the memory knows of it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from wagtail.models import Locale

from kb.models.families import Family
from kb.translation.checks.checking import Finding
from kb.translation.markup import plain
from kb.translation.memory.models import Translated
from kb.translation.memory.remembering import digest

NAME = "elsewhere"


def other_translations(
    translations: Mapping[str, str], family: Family, target: Locale
) -> dict[str, list[Finding]]:
    """Of each segment's text: how other articles say the same, where they say it otherwise.

    Takes translations by text; one query, however many there are.
    """
    by_digest = {digest(text): text for text in translations}
    rows = Translated.objects.filter(
        sentence__source=family.source_locale_id,
        sentence__target=target,
        sentence__digest__in=list(by_digest),
    ).exclude(family=family)
    found: dict[str, list[Finding]] = {}
    said = rows.order_by("family__slug").values_list("sentence__digest", "text", "family__slug")
    for key, other, slug in said:
        text = by_digest[key]
        if plain(other).strip() != plain(translations[text]).strip() and text not in found:
            words = _("In “%(article)s” the same is “%(text)s”.")
            found[text] = [Finding(NAME, words % {"article": slug, "text": plain(other)})]
    return found
