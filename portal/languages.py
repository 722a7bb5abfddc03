"""What a language of the site is, and how the setting that lists them is read.

`LANGUAGES` is `de,he`, or JSON where more is to be said: a list of codes and of objects with
`code` and any of `name`, `direction`, `fallback`, `aliases` and `interface`. What is not said
comes from CLDR and from what is next to it in the list. See docs/languages.md.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import django
from babel import Locale as Cldr
from babel import UnknownLocaleError
from babel.core import get_global
from django.utils.translation import to_locale
from pydantic import BaseModel, ConfigDict, ValidationError

Direction = Literal["ltr", "rtl"]

SOURCE = "en"
"""What the product's own words are written in: the last fallback of every interface."""

SHIPPED = "en,nb,da,sv,el,id,ar"
"""The languages of a site whose owner names none."""

_OURS = Path(__file__).resolve().parents[1] / "locale"
_DJANGOS = Path(django.__file__).parent / "conf" / "locale"
_WAGTAILS = Path(str(getattr(find_spec("wagtail"), "origin", ""))).parent / "admin" / "locale"
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII)
_LONGEST = 10
# They begin other addresses of ours.
_TAKEN = frozenset({"api", "cms"})
_NAMES = {"id": "Bahasa Indonesia"}
# Tags of old standards, and wrong ones that are often met. Nynorsk may be a language of its own.
_ALIASES = {
    "nb": ("no", "nn"),
    "el": ("gr",),
    "id": ("in",),
    "he": ("iw",),
    "yi": ("ji",),
    "fil": ("tl",),
    "ro": ("mo",),
}
_LANGUAGES_TOO = frozenset({"nn"})
# Whose readers understand each other's texts.
_NEIGHBOURS = {
    "nb": ("nn", "da", "sv"),
    "nn": ("nb", "da", "sv"),
    "da": ("nb", "sv"),
    "sv": ("nb", "da"),
}
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Armi", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the site: texts are written in it, and addresses begin with its code.

    `aliases` are tags that readers and other systems use for it; `fallback` lists, best first,
    the languages its readers can be offered when a text does not exist in it. `interface` is the
    language that the product's own words are in for them: itself, or one it falls back to.
    """

    code: str
    name: str
    direction: Direction
    aliases: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    interface: str = SOURCE


class Entry(BaseModel):
    """What the owner says about a language; None is for us to find out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: str | None = None
    direction: Direction | None = None
    fallback: tuple[str, ...] | None = None
    aliases: tuple[str, ...] | None = None
    interface: bool | None = None


def read(value: str) -> tuple[Locale, ...]:
    """The languages that the setting lists; raises ValueError naming all that is wrong in it."""
    entries, problems = _entries(_items(value))
    problems += _conflicts(entries)
    if problems:
        raise ValueError("; ".join(problems))
    codes = [entry.code for entry in entries]
    given = {entry.code: entry.interface for entry in entries}
    complete = [_complete(entry, codes) for entry in entries]
    return tuple(replace(one, interface=_interface(one, given)) for one in complete)


def admin_languages(site: Sequence[Locale]) -> list[tuple[str, str]]:
    """What the editors' pages are offered in: the interface's languages, by tag and own name."""
    names = {SOURCE: _known_name(SOURCE)} | {locale.code: locale.name for locale in site}
    used = dict.fromkeys(locale.interface for locale in site)
    return [(admin_tag(code), names[code]) for code in used]


@cache
def admin_tag(code: str) -> str:
    """A language as Wagtail's catalogues call it: some go by a country, as `id-id` and `he-il`."""
    if (_WAGTAILS / to_locale(code)).exists():
        return code
    own = f"{code}_{code.upper()}"
    found = sorted((path.name for path in _WAGTAILS.glob(f"{code}_*")), key=lambda one: one != own)
    return normal(found[0]) if found else code


def direction(tag: str) -> Direction:
    """The writing direction of any language tag, by its script; left-to-right when unknown."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def script(tag: str) -> str:
    """What a language is written in: `Latn`, `Arab`, `Hebr` …; empty when unknown."""
    language, *more = re.split("[-_]", tag.lower())
    likely = get_global("likely_subtags")
    region = next((part.upper() for part in more if len(part) == 2), "")
    full = str(likely.get(f"{language}_{region}") or likely.get(language) or "")
    scripts = (part.title() for part in (*more, *full.split("_")) if len(part) == 4)
    return next(scripts, "")


def normal(tag: str) -> str:
    """A tag as it stands in addresses: `pt_BR` → `pt-br`."""
    return tag.strip().replace("_", "-").lower()


def _items(value: str) -> list[Any]:
    if not value.lstrip().startswith(("[", "{")):
        return value.replace(",", " ").split()
    try:
        items = json.loads(value)
    except json.JSONDecodeError as error:
        raise ValueError(f"it cannot be read as JSON: {error}") from error
    if not isinstance(items, list):
        raise ValueError('it is a list such as de,he or ["de", {"code": "he"}]')
    return items


def _entries(items: Sequence[Any]) -> tuple[list[Entry], list[str]]:
    entries, problems = [], [] if items else ["no language is named"]
    for number, item in enumerate(items, start=1):
        try:
            entry = Entry.model_validate({"code": item} if isinstance(item, str) else item)
        except ValidationError as error:
            problems += [f"language {number}: {_told(one)}" for one in error.errors()]
        else:
            tags = {"code": normal(entry.code)}
            lists = {
                key: tuple(map(normal, value))
                for key in ("fallback", "aliases")
                if (value := getattr(entry, key)) is not None
            }
            entries.append(entry.model_copy(update=tags | lists))
    return entries, problems


def _told(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc'])) or 'the entry'}: {error['msg']}"


def _conflicts(entries: Sequence[Entry]) -> list[str]:
    codes = [entry.code for entry in entries]
    problems = [f"“{code}” stands there twice" for code in sorted({*_twice(codes)})]
    taken: dict[str, str] = {}
    for entry in entries:
        problems += _bad_code(entry)
        problems += [f"“{entry.code}” {what}" for what in _bad_chain(entry, codes)]
        for alias in entry.aliases or ():
            first = alias if alias in codes else taken.setdefault(alias, entry.code)
            if first != entry.code:
                problems.append(f"“{entry.code}”: the alias “{alias}” means “{first}” already")
            if not _CODE.fullmatch(alias) or alias in _TAKEN:
                problems.append(f"“{entry.code}”: the alias “{alias}” is no language tag")
    return problems


def _bad_code(entry: Entry) -> Iterator[str]:
    code = entry.code
    others = {tag: right for right, tags in _ALIASES.items() for tag in tags}
    if not _CODE.fullmatch(code) or len(code) > _LONGEST:
        yield f"“{code}” is no language code such as de or pt-br"
    elif code in _TAKEN:
        yield f"“{code}” begins other addresses and can be no language's code"
    elif code in others and code not in _LANGUAGES_TOO:
        yield f"“{code}” is another tag for “{others[code]}”: write that"
    elif not entry.name and not _known_name(code):
        yield f"“{code}” is unknown to CLDR: say its name, as {{{_example(code)}}}"
    if entry.name is not None and not entry.name.strip():
        yield f"“{code}” has an empty name"
    if entry.interface and not (_has(_OURS, code) or _has(_DJANGOS, code)):
        yield f"“{code}” has no catalogue: the interface cannot be in it"


def _example(code: str) -> str:
    return f'"code": "{code}", "name": "…", "direction": "ltr"'


def _bad_chain(entry: Entry, codes: Sequence[str]) -> Iterator[str]:
    chain = entry.fallback or ()
    for code in chain:
        if code == entry.code:
            yield "falls back to itself"
        elif code not in codes:
            yield f"falls back to “{code}”, which is not in the list"
    if [*_twice(chain)]:
        yield "names a fallback twice"
    if entry.interface is False and len(codes) == 1:
        yield "is the only language: the interface has no other to be in"


def _twice(codes: Sequence[str]) -> Iterator[str]:
    return (code for place, code in enumerate(codes) if code in codes[:place])


def _known_name(code: str) -> str:
    """A language's name in itself, with a capital; empty if CLDR has none."""
    try:
        name = _NAMES.get(code) or Cldr.parse(code, sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:]


def _complete(entry: Entry, codes: Sequence[str]) -> Locale:
    code = entry.code
    fallback = _chain(code, codes) if entry.fallback is None else entry.fallback
    aliases = _ALIASES.get(code, ()) if entry.aliases is None else entry.aliases
    return Locale(
        code=code,
        name=(entry.name or _known_name(code)).strip(),
        direction=entry.direction or direction(code),
        aliases=tuple(alias for alias in aliases if alias not in codes),
        fallback=fallback,
    )


def _chain(code: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Other forms of the same language, its neighbours, then the site's first language."""
    base = code.partition("-")[0]
    forms = [one for one in codes if one.partition("-")[0] == base]
    chain = dict.fromkeys((*forms, *_NEIGHBOURS.get(code, ()), codes[0]))
    return tuple(one for one in chain if one in codes and one != code)


def _interface(locale: Locale, given: dict[str, bool | None]) -> str:
    """Itself if there are words in it, else the first fallback with words of ours."""
    candidates = (locale.code, *locale.fallback)
    for code in candidates:
        if given[code] or (given[code] is None and _has(_OURS, code)):
            return code
    if given[locale.code] is None and _has(_DJANGOS, locale.code):
        return locale.code
    return SOURCE


def _has(catalogues: Path, code: str) -> bool:
    """Whether there is a catalogue for a language, or for what it is a form of."""
    names = (to_locale(code), code.partition("-")[0])
    return any((catalogues / name / "LC_MESSAGES" / "django.po").exists() for name in names)
