"""Which engines translate which pair of languages, as the settings say it.

`da:nb=apertium+deepl *:*=libretranslate` is: from Danish into Norwegian Apertium, and where that
fails DeepL; everything else LibreTranslate. The first rule that fits a pair is taken.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ENGINES = ("apertium", "deepl", "libretranslate", "openai")
ANY = "*"
CHARACTERS: Mapping[str, int] = dict.fromkeys(("deepl", "libretranslate", "openai"), 500_000)
"""What is sent to an engine in a month at most, unless the owner says otherwise. Apertium is a
program of one's own and costs nothing: it has no bound unless one is set."""
_LANGUAGE = re.compile(r"\*|[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class EngineRule:
    """From a language (or any) into a language (or any): these engines, one after the other."""

    source: str
    target: str
    engines: tuple[str, ...]

    def fits(self, source: str, target: str) -> bool:
        return self.source in (ANY, source) and self.target in (ANY, target)


def rules(text: str) -> tuple[EngineRule, ...]:
    """Raises ValueError for what is no list of rules."""
    return tuple(map(_rule, text.split()))


def engines_for(rules: Iterable[EngineRule], source: str, target: str) -> tuple[str, ...]:
    """The engines of the first rule that fits; none for a language into itself."""
    if source == target:
        return ()
    return next((rule.engines for rule in rules if rule.fits(source, target)), ())


def characters(text: str) -> dict[str, int]:
    """`deepl=1000000`, with what holds for the engines that are not named.

    Raises ValueError.
    """
    found = dict(CHARACTERS)
    for one in text.replace(",", " ").split():
        engine, _, number = one.partition("=")
        if engine not in ENGINES or not number.isdecimal() or not number.isascii():
            raise ValueError(f"{one!r} is not an engine and a number, as deepl=500000 is")
        found[engine] = int(number)
    return found


def check(rules: Iterable[EngineRule], lacking: Mapping[str, str]) -> None:
    """Raises ValueError if an engine is named whose setting is lacking; by engine, ones that are
    empty.
    """
    named = {engine for rule in rules for engine in rule.engines}
    if missing := [setting for engine, setting in lacking.items() if engine in named]:
        raise ValueError(f"MACHINE_TRANSLATION needs {' and '.join(sorted(missing))}")


def _rule(text: str) -> EngineRule:
    pair, _, engines = text.partition("=")
    source, _, target = pair.partition(":")
    named = tuple(engines.split("+"))
    if not (_LANGUAGE.fullmatch(source) and _LANGUAGE.fullmatch(target)):
        raise ValueError(f"{text!r} does not begin with two languages, as da:nb= does")
    if unknown := [one for one in named if one not in ENGINES]:
        raise ValueError(f"{unknown[0]!r} is no engine: there are {', '.join(ENGINES)}")
    return EngineRule(source, target, named)
