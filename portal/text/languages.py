"""Which of the site's languages a text is in, or that we cannot tell."""

import re
from functools import cache
from typing import Any

from portal import locales

# Neighbours that a text may be in instead; without them a German text would be guessed Danish.
_OTHERS = [
    *("de", "fr", "es", "it", "nl", "pt", "pl", "cs", "tr", "ru", "uk", "fi", "et", "is"),
    *("fa", "ur", "he", "zh", "ja", "ko", "hi", "th", "vi", "hu", "ro"),
]
# Indistinguishable in a sentence: counted together.
_SAME = {"ms": "id", "nn": "nb", "no": "nb"}
_SURE = 0.55
_MOST = 2_000
_NOT_WORDS = re.compile(r"https?://\S+|\S*[\d@_/\\]\S*|[^\w\s]")
_ALPHABETS = {"el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]")}


def guess_language(text: str) -> str | None:
    """The site's language of a text of a few words at least; None when it is not clear."""
    words = _NOT_WORDS.sub(" ", text[:_MOST].encode(errors="replace").decode())
    letters = sum(map(str.isalpha, words))
    for code, alphabet in _ALPHABETS.items():
        if letters >= 3 and len(alphabet.findall(words)) > letters / 2:
            return locales.resolve(code)
    if letters < 12 or len(words.split()) < 3:
        return None
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(words):
        same = code if code in locales.codes() else _SAME.get(code, code)
        shares[same] = shares.get(same, 0) + share
    best = max(shares, key=lambda code: shares[code])
    return locales.resolve(best) if shares[best] >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.nb_classes)
    wanted = [*(code.partition("-")[0] for code in locales.codes()), *_SAME, *_OTHERS]
    identifier.set_languages([code for code in wanted if code in known])
    return identifier
