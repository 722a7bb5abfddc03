"""Words as people type them in a hurry, by the words that texts are written with.

Only words of their own that no other word is meant by; what is short for a word that says nothing
stands among the stop words. Folded, lower case. A language without a row has none.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ROWS: dict[str, dict[str, str]] = {
    "id": {
        "baterai": "batre batere baterei batrei batrai batray",
        "aplikasi": "app apps apk",
        "ponsel": "hp hape handphone",
        "password": "pw pwd pass passwd pasword paswot",
        "bahasa": "bhs bhasa",
        "indonesia": "indo",
        "maksimal": "maks max mks",
        "oranye": "oren orange oranje",
        "uang": "duit duwit",
        "kembali": "balik blk",
        "kembalikan": "balikin",
        "hilang": "ilang",
        "habis": "abis",
        "hidup": "idup",
        "malam": "malem mlm",
        "cepat": "cepet cpt",
        "terus": "trus trs",
        "hubung": "konek connect nyambung sambung",
        "pengaturan": "seting setting settingan setelan",
        "perbarui": "update apdet",
        "lambat": "lemot lelet",
        "besar": "gede",
        "bayar": "byr",
        "rumah": "rmh",
        "kamar": "kmr",
        "pesan": "psn",
        "masuk": "msk",
        "keluar": "klr",
        "masalah": "mslh",
        "internet": "inet",
        "panas": "pns",
        "berapa": "brp",
        "belum": "blm",
        "orang": "org",
    },
}  # fmt: skip
_MEANT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        code: MappingProxyType(
            {typed: word for word, forms in row.items() for typed in forms.split()}
        )
        for code, row in _ROWS.items()
    }
)
_NONE: Mapping[str, str] = MappingProxyType({})


def meant(code: str) -> Mapping[str, str]:
    """For a language, the word that each informal one stands for."""
    return _MEANT.get(code, _NONE)
