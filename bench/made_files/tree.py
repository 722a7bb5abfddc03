"""A directory of made files: several dialects, languages and encodings."""

import codecs
import random
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.made_files import common, docusaurus, github, hugo, jekyll, word, zendesk
from bench.made_files.words import Writer

LOCALES = ("en", "nb", "da", "sv", "el", "id", "ar")
_MARKDOWN: dict[str, ModuleType] = {
    "hugo": hugo,
    "docusaurus": docusaurus,
    "jekyll": jekyll,
    "github": github,
}
DIALECTS = (*_MARKDOWN, "zendesk", "word")
# Languages of a family beside its first one.
_MORE = 2
# What editors on Windows wrote before UTF-8.
_BEFORE = {"el": "cp1253", "ar": "cp1256"}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file; `text` is its source, "" where it has none."""

    name: str
    dialect: str
    locale: str
    id: str
    text: str = ""


def write(directory: Path, count: int, seed: int) -> list[MadeFile]:
    """So many files; the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311
    families = _families(count, dice)
    beside: dict[tuple[str, str], list[str]] = {}
    for dialect, locale, name in families:
        beside.setdefault((dialect, locale), []).append(name)
    for locale in LOCALES:
        _put_pictures(directory / locale)
    made = []
    for number, (dialect, locale, name) in enumerate(families):
        pictures = ["picture.png", "my picture.png"] if dialect != "zendesk" else ["picture.png"]
        writer = Writer(dice, locale, beside[dialect, locale], dice.choice(pictures), number)
        made.append(_write(directory / locale / dialect, name, dialect, writer))
    return made


def _families(count: int, dice: random.Random) -> list[tuple[str, str, str]]:
    """Dialect, language and name of each file."""
    found: list[tuple[str, str, str]] = []
    number = 0
    while len(found) < count:
        dialect = DIALECTS[number % len(DIALECTS)]
        first = dice.choice(LOCALES)
        others = dice.sample([one for one in LOCALES if one != first], dice.randint(0, _MORE))
        name = f"{dialect}-{number:04}"
        found += [(dialect, locale, name) for locale in (first, *others)]
        number += 1
    return found[:count]


def _write(folder: Path, name: str, dialect: str, w: Writer) -> MadeFile:
    title = f"{w.words(4)} {w.number}"
    folder.mkdir(parents=True, exist_ok=True)
    locale = folder.parent.name
    if dialect == "word":
        word.save(folder / f"{name}.docx", word.document(w, title, _png(w.number % 200)))
        return MadeFile(f"{locale}/{dialect}/{name}.docx", dialect, locale, name)
    if dialect == "zendesk":
        blocks = [w.dice.choice(zendesk.FEATURES)(w) for _ in range(w.dice.randint(4, 12))]
        text, ending = zendesk.page(w, title, blocks), "html"
    else:
        text = _markdown(_MARKDOWN[dialect], title, w)
        ending = "mdx" if dialect == "docusaurus" and w.dice.random() < 0.5 else "md"
    path = folder / f"{name}.{ending}"
    path.write_bytes(_encoded(text, w))
    return MadeFile(f"{locale}/{dialect}/{path.name}", dialect, locale, name, text)


def _markdown(dialect: ModuleType, title: str, w: Writer) -> str:
    blocks = []
    for _ in range(w.dice.randint(5, 14)):
        features = dialect.FEATURES if w.dice.random() < 0.5 else common.COMMON
        blocks.append(w.dice.choice(features)(w))
    return f"{dialect.head(w, title)}\n" + "\n\n".join(blocks) + "\n"


def _encoded(text: str, w: Writer) -> bytes:
    chance = w.dice.random()
    if chance < 0.03:
        return codecs.BOM_UTF8 + text.encode()
    if chance < 0.06:
        return text.replace("\n", "\r\n").encode()
    if chance < 0.08:
        return text.encode("utf-16")
    if chance < 0.10 and "<meta" not in text:
        try:
            return text.encode(_BEFORE.get(w.locale, "cp1252"))
        except UnicodeEncodeError:
            return text.encode()
    return text.encode()


def _put_pictures(folder: Path) -> None:
    for dialect in DIALECTS:
        (folder / dialect).mkdir(parents=True, exist_ok=True)
        for name in ("picture.png", "my picture.png"):
            (folder / dialect / name).write_bytes(_png(7))
            (folder / "static" / "img").mkdir(parents=True, exist_ok=True)
            (folder / "static" / "img" / name).write_bytes(_png(7))


def _png(shade: int) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    dot = zlib.compress(bytes((0, shade)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")
    )
