"""All checks of a translation, and what they find."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.translation.checks import endings, glossary, kept, numbers, plain_words, wording
from kb.translation.checks.pairs import Pair

type Check = Callable[[Pair], Iterator[str]]

CHECKS: Mapping[str, Check] = {
    "numbers": numbers.check_numbers,
    "addresses": kept.check_addresses,
    "placeholders": kept.check_placeholders,
    "codes": kept.check_codes,
    "markup": kept.check_markup,
    "ending": endings.check_ending,
    "doubled": wording.check_doubled,
    "unchanged": wording.check_unchanged,
    "length": wording.check_length,
    "spaces": wording.check_spaces,
    "glossary": glossary.check_glossary,
    "sentence": plain_words.check_sentences,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in the words of the language in force."""

    check: str
    words: str


def findings(pair: Pair) -> list[Finding]:
    """What may be wrong with a translation; nothing is wrong with one that is not there yet."""
    if not pair.says.strip():
        return []
    return [Finding(name, words) for name, check in CHECKS.items() for words in check(pair)]
