"""DeepL, by its API of version 2."""

from collections.abc import Mapping
from itertools import batched

from portal.machine_translation.engines import calling
from portal.machine_translation.engines.base import MachineRequest, code_for
from portal.machine_translation.errors import TemporaryError
from portal.machine_translation.passages import Passage, tagged

FREE, PAID = "https://api-free.deepl.com", "https://api.deepl.com"
# Keys of free accounts end so, and open another server.
_FREE_KEY = ":fx"
_AT_ONCE = 50
_QUOTA_IS_USED_UP = 456
# It knows regions of the language translated into; the source has none.
_TARGETS = {"en": "EN-GB", "pt": "PT-PT", "pt-br": "PT-BR", "zh": "ZH-HANS", "no": "NB"}
_TARGETS |= {"zh-hant": "ZH-HANT", "en-us": "EN-US", "es-419": "ES-419"}


def translate(asked: MachineRequest, chosen: Mapping[str, str]) -> list[Passage]:
    """One for each passage; links and codes are elements that it keeps."""
    return [
        translation
        for some in batched(asked.passages, _AT_ONCE)
        for translation in _translated(some, asked, chosen)
    ]


def _translated(
    passages: tuple[Passage, ...], asked: MachineRequest, chosen: Mapping[str, str]
) -> list[Passage]:
    key = chosen["key"]
    server = chosen["url"] or (FREE if key.endswith(_FREE_KEY) else PAID)
    status, said = calling.post_json(
        f"{server.rstrip('/')}/v2/translate",
        {
            "text": list(map(tagged, passages)),
            "source_lang": asked.source.partition("-")[0].upper(),
            "target_lang": code_for(asked.target, _TARGETS).upper(),
            "tag_handling": "xml",
            "non_splitting_tags": ["g", "x"],
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
        },
        {"Authorization": f"DeepL-Auth-Key {key}"},
    )
    if status != 200:
        raise calling.error(
            status,
            said,
            over_cost=(_QUOTA_IS_USED_UP,),
            unsupported=("target_lang", "source_lang", "not supported"),
        )
    try:
        found = [one["text"] for one in said["translations"]]
    except (KeyError, TypeError) as error:
        raise TemporaryError("not an answer to what was asked") from error
    return calling.texts(found, count=len(passages))
