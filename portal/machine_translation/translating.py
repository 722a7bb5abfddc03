"""The one question: passages from one language into another, by whatever engine can."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from portal.machine_translation import rules, spending
from portal.machine_translation.engines import apertium, deepl, libretranslate, openai
from portal.machine_translation.engines.base import Engine, MachineRequest, PreferredTerm
from portal.machine_translation.errors import (
    MOST_HOPEFUL,
    MachineError,
    SlowError,
    UnsupportedError,
)
from portal.machine_translation.passages import Passage, characters, fits

logger = logging.getLogger(__name__)

_ENGINES: Mapping[str, Engine] = {
    "apertium": apertium.translate,
    "deepl": deepl.translate,
    "libretranslate": libretranslate.translate,
    "openai": openai.translate,
}
NAMES = {
    "apertium": "Apertium",
    "deepl": "DeepL",
    "libretranslate": "LibreTranslate",
    "openai": "OpenAI",
}
"""What engines call themselves."""


@dataclass(frozen=True, slots=True)
class TranslatedPassage:
    """A passage and its translation, None where no engine kept what is not to be translated."""

    passage: Passage
    translation: Passage | None = None
    engine: str = ""


def engines_for(source: str, target: str) -> tuple[str, ...]:
    """The engines that are asked for this pair of languages, in their order; none: no machine."""
    return rules.engines_for(settings.MACHINE_TRANSLATION["rules"], source, target)


def all_engines() -> list[str]:
    """Those that are named for any pair."""
    named = (rule.engines for rule in settings.MACHINE_TRANSLATION["rules"])
    return list(dict.fromkeys(engine for engines in named for engine in engines))


def translate(
    passages: Sequence[Passage], *, source: str, target: str, terms: Sequence[PreferredTerm] = ()
) -> list[TranslatedPassage]:
    """Translate these, in their order. What one engine garbles or refuses, the next is asked for.

    Raises MachineError, of the kind that most may be hoped of, where none has answered.
    """
    found = [TranslatedPassage(passage) for passage in passages]
    errors: list[MachineError] = []
    engines = engines_for(source, target)
    for engine in engines:
        left = [number for number, one in enumerate(found) if one.translation is None]
        if not left:
            break
        asked = MachineRequest(
            passages=[found[number].passage for number in left],
            source=source,
            target=target,
            terms=terms,
        )
        try:
            answers = _ask(engine, asked)
        except MachineError as error:
            logger.warning("%s has not translated: %s (%s)", engine, error, type(error).__name__)
            errors.append(error)
            continue
        for number, answer in zip(left, answers, strict=True):
            if fits(found[number].passage, answer):
                found[number] = TranslatedPassage(found[number].passage, answer, engine)
    if passages and len(errors) == len(engines):
        raise _most_hopeful(errors)
    return found


def _ask(engine: str, asked: MachineRequest) -> list[Passage]:
    cost = sum(map(characters, asked.passages))
    spending.take(engine, cost)
    try:
        return _ENGINES[engine](asked, settings.MACHINE_TRANSLATION["engines"][engine])
    except SlowError:
        raise  # It may have counted them.
    except MachineError:
        spending.give_back(engine, cost)
        raise


def _most_hopeful(errors: Sequence[MachineError]) -> MachineError:
    ranked = (error for kind in MOST_HOPEFUL for error in errors if isinstance(error, kind))
    return next(ranked, UnsupportedError("no engine is named for this pair of languages"))
