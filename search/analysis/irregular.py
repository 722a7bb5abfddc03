"""Words that change within, where dictionaries have their forms as another word's.

In every other case the dictionary or an ending tells. Lower case, as written.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ROWS: dict[str, dict[str, str]] = {
    "en": {
        "break": "broke",
        "wake": "woke",
        "choose": "chose",
        "freeze": "froze",
        "leave": "left",
        "find": "found",
        "wind": "wound",
        "ring": "rang rung",
        "leaf": "leaves",
        "life": "lives",
    },
    "nb": {
        "hånd": "hender hendene",
        "tann": "tenner tennene",
        "finger": "fingre fingrene",
        "fot": "føtter føttene",
        "skrive": "skrev skrevet",
        "finne": "fant funnet",
        "bryte": "brøt brutt",
        "gå": "gikk gått",
        "få": "fikk fått",
        "ta": "tok tatt",
        "være": "var vært",
        "stå": "sto sto stått",
        "fryse": "frøs frosset",
        "stenge": "stengt",
    },
    "da": {
        "hånd": "hænder hænderne",
        "tand": "tænder tænderne",
        "fod": "fødder fødderne",
        "finde": "fandt fundet",
        "skrive": "skrev skrevet",
        "bryde": "brød brudt",
        "gå": "gik gået",
        "få": "fik fået",
        "tage": "tog taget",
        "stå": "stod stået",
        "fryse": "frøs frosset",
        "binde": "bandt bundet",
        "vinde": "vandt vundet",
    },
    "sv": {
        "byta": "bytte bytt bytts",
        "skriva": "skrev skrivit",
        "finna": "fann funnit",
        "bryta": "bröt brutit",
        "gå": "gick gått",
        "få": "fick fått",
        "ta": "tog tagit",
        "stå": "stod stått",
        "frysa": "frös frusit",
        "router": "router routern routrar routrarna",
        "hand": "händer händerna",
        "tand": "tänder tänderna",
        "fot": "fötter fötterna",
    },
}
_LEMMAS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        code: MappingProxyType(
            {form: lemma for lemma, forms in row.items() for form in forms.split()}
        )
        for code, row in _ROWS.items()
    }
)
_NONE: Mapping[str, str] = MappingProxyType({})


def lemmas(code: str) -> Mapping[str, str]:
    """For a language, the lemma of each such form."""
    return _LEMMAS.get(code, _NONE)
