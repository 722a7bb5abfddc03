"""How current texts are, as it is stored."""

from django.utils import timezone

from kb.models import Family
from kb.states import Currency, TranslationState
from tests.factories.kb import make_locale


def state(family: Family, code: str, word: Currency, words: int = 0) -> TranslationState:
    """The state of one language, whatever its pages are."""
    made, _is_new = TranslationState.objects.update_or_create(
        family=family,
        locale=make_locale(code),
        defaults={"currency": word, "words_to_do": words, "since": timezone.now()},
    )
    return made
