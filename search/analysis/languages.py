"""The languages search knows: one row each. A new language is a new row.

A row is data that every engine reads: the stemmer, what letters are the same, what words say
nothing, what is stuck onto words, whether words are written together or without spaces.
"""

from dataclasses import dataclass
from functools import lru_cache

from search.analysis import folding
from search.analysis.folding import Fold
from search.analysis.stopwords import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLanguage:
    """How texts and queries in one language are taken apart.

    `fold` makes words equal before they are compared; the stemmer sees the word as written (or
    `before_stem` of it). `attached` are the prefixes of words that are words of their own (the
    Arabic "and the"); `maybe_attached` are letters that may be one or the word's own, so both
    readings are kept; `article` is put before a bare word for a stemmer that expects it.
    `elision` are what stands before an apostrophe. `compounds`: words are written together, with
    one of `linking` between; `shortened` are the endings that a first part has instead of its own.
    `pairs`: there are no spaces, so pairs of characters stand for words.
    """

    code: str
    stemmer: str = ""
    fold: Fold = folding.plain
    before_stem: Fold = folding.lower
    lower: Fold = folding.lower
    attached: tuple[str, ...] = ()
    article: str = ""
    maybe_attached: tuple[str, ...] = ()
    elision: tuple[str, ...] = ()
    compounds: bool = False
    linking: tuple[str, ...] = ("",)
    shortened: tuple[tuple[str, str], ...] = ()
    pairs: bool = False
    typed_in_latin: bool = False

    @property
    def stop_words(self) -> frozenset[str]:
        """What queries drop, folded."""
        return _stop_words(self.code)


_ROMANCE = ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu")
_ITALIAN = (
    "l",
    "un",
    "d",
    "all",
    "dall",
    "dell",
    "nell",
    "sull",
    "c",
    "m",
    "t",
    "s",
    "v",
    "quest",
)
_AL = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_LINKS = ("", "s", "e")
_HEBREW = ("וה", "שה", "ו", "ה", "ב", "ל", "כ", "מ", "ש")


_ROWS = (
    # The seven of the interface.
    SearchLanguage(code="en", stemmer="english"),
    SearchLanguage(
        code="nb", stemmer="norwegian", fold=folding.nordic, compounds=True, linking=_LINKS
    ),
    SearchLanguage(
        code="da", stemmer="danish", fold=folding.nordic, compounds=True, linking=_LINKS
    ),
    SearchLanguage(
        code="sv",
        stemmer="swedish",
        fold=folding.nordic,
        compounds=True,
        linking=_LINKS,
        # lamp(a)skärm, gatu- and kyrkogård, användar(e)konto
        shortened=(("", "a"), ("u", "a"), ("o", "a"), ("ar", "are")),
    ),
    SearchLanguage(code="el", stemmer="greek", typed_in_latin=True),
    SearchLanguage(code="id", stemmer="indonesian"),
    SearchLanguage(
        code="ar",
        stemmer="arabic",
        fold=folding.arabic_ending,
        before_stem=folding.arabic_stem,
        attached=_AL,
        article="ال",
        maybe_attached=("و", "ف", "ب", "ل", "ك"),
    ),
    # Others with a stemmer.
    SearchLanguage(code="ca", stemmer="catalan", elision=_ROMANCE),
    SearchLanguage(code="cs", stemmer="czech"),
    SearchLanguage(
        code="de",
        stemmer="german",
        fold=folding.german,
        compounds=True,
        linking=("", "s", "n", "en", "es"),
    ),
    SearchLanguage(code="eo", stemmer="esperanto"),
    SearchLanguage(code="es", stemmer="spanish"),
    SearchLanguage(code="et", stemmer="estonian"),
    SearchLanguage(code="eu", stemmer="basque"),
    SearchLanguage(
        code="fa", stemmer="persian", fold=folding.persian, before_stem=folding.persian
    ),
    SearchLanguage(code="fi", stemmer="finnish", compounds=True),
    SearchLanguage(code="fr", stemmer="french", elision=_ROMANCE),
    SearchLanguage(code="ga", stemmer="irish"),
    SearchLanguage(code="hi", stemmer="hindi", fold=folding.digits),
    SearchLanguage(code="hu", stemmer="hungarian"),
    SearchLanguage(code="hy", stemmer="armenian"),
    SearchLanguage(code="it", stemmer="italian", elision=_ITALIAN),
    SearchLanguage(code="lt", stemmer="lithuanian"),
    SearchLanguage(code="ne", stemmer="nepali", fold=folding.digits),
    SearchLanguage(code="nl", stemmer="dutch", compounds=True, linking=("", "s", "en", "e")),
    SearchLanguage(code="pl", stemmer="polish"),
    SearchLanguage(code="pt", stemmer="portuguese", before_stem=folding.portuguese_endings),
    SearchLanguage(code="ro", stemmer="romanian"),
    SearchLanguage(code="ru", stemmer="russian", fold=folding.cyrillic),
    SearchLanguage(code="sr", stemmer="serbian"),
    SearchLanguage(code="st", stemmer="sesotho"),
    SearchLanguage(code="ta", stemmer="tamil", fold=folding.digits),
    SearchLanguage(code="tr", stemmer="turkish", lower=folding.lower_turkish),
    SearchLanguage(code="yi", stemmer="yiddish"),
    # Without a stemmer.
    SearchLanguage(code="he", maybe_attached=_HEBREW),
    SearchLanguage(code="uk", fold=folding.cyrillic),
    # Without spaces.
    SearchLanguage(code="ja", pairs=True),
    SearchLanguage(code="ko", pairs=True),
    SearchLanguage(code="th", pairs=True),
    SearchLanguage(code="zh", pairs=True),
)
_BY_CODE = {row.code: row for row in _ROWS}
_ALIASES = {"no": "nb", "nn": "nb", "in": "id", "iw": "he", "gr": "el"}


def codes() -> tuple[str, ...]:
    """The codes of all rows."""
    return tuple(_BY_CODE)


@lru_cache(maxsize=256)
def language(tag: str) -> SearchLanguage:
    """The row for a language tag; for an unknown one a plain row that folds and does not stem."""
    code = tag.lower().replace("_", "-").split("-", 1)[0]
    return _BY_CODE.get(_ALIASES.get(code, code)) or SearchLanguage(code=code)


@lru_cache(maxsize=256)
def _stop_words(code: str) -> frozenset[str]:
    row = language(code)
    return frozenset(row.fold(row.lower(word)) for word in WORDS.get(code, "").split())
