"""LibreTranslate: one's own, or somebody's."""

from collections.abc import Mapping

from portal.machine_translation.engines import calling
from portal.machine_translation.engines.base import MachineRequest, code_for
from portal.machine_translation.errors import TemporaryError
from portal.machine_translation.passages import Passage, tagged

_CODES = {"pt-br": "pt-BR", "zh": "zh-Hans", "zh-hant": "zh-Hant", "no": "nb"}


def translate(asked: MachineRequest, chosen: Mapping[str, str]) -> list[Passage]:
    """One for each passage."""
    status, said = calling.post_json(
        f"{chosen['url'].rstrip('/')}/translate",
        {
            "q": list(map(tagged, asked.passages)),
            "source": code_for(asked.source, _CODES),
            "target": code_for(asked.target, _CODES),
            "format": "html",
            **({"api_key": chosen["key"]} if chosen["key"] else {}),
        },
        {},
    )
    if status != 200:
        raise calling.error(status, said, unsupported=("not supported", "not available"))
    try:
        found = said["translatedText"]
    except (KeyError, TypeError) as error:
        raise TemporaryError("not an answer to what was asked") from error
    return calling.texts(found, count=len(asked.passages))
