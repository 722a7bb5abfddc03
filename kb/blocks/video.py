"""A video from a file of the site, with captions by language and all of it in words.

A language may show a video of its own, and add captions of its own. It needs a video unless there
are captions in it, or nobody speaks in the video and it shows no words: one that is missing counts
as something to do, and readers are told.

In Markdown it stands in `:::video`: lines that say what it is made of, and below an empty line its
words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from kb.blocks import boxes
from kb.blocks.captions import CaptionsBlock, CaptionsListBlock
from kb.blocks.composed import Composed, Parts
from kb.blocks.features import FEATURES_IN_BOX
from kb.blocks.ids import keep_ids
from kb.blocks.image import Image
from kb.blocks.kind import (
    Block,
    BlockKind,
    Describe,
    File,
    FileName,
    Keep,
    MarkdownReader,
    Raw,
)
from kb.media import contents
from kb.prose import html_in, html_out, markdown_out, plain
from kb.prose.inline import one_line
from kb.prose.nodes import Nodes
from kb.prose.tokens import Nested
from portal import locales

_LONGEST_TITLE = 255
_LINES = ("file", "title", "poster", "language", "captions")
_WITHOUT_WORDS = "without_words"
_FILE, _CAPTIONS = "file", "captions"
_TRANSLATED = (_FILE, "title", "poster", _CAPTIONS, "words")


class VideoBlock(Composed, blocks.StructBlock):
    """A video from a file of the site."""

    file = DocumentChooserBlock(label=_("Video"), help_text=_("An MP4 or WebM file"))
    title = blocks.CharBlock(label=_("Title"), max_length=_LONGEST_TITLE)
    poster = ImageChooserBlock(
        label=_("Picture before it plays"),
        required=False,
        help_text=_("Without words, if you can."),
    )
    captions = CaptionsListBlock(CaptionsBlock(), label=_("Captions"), default=[])
    without_words = blocks.BooleanBlock(
        label=_("Nobody speaks in it, and it shows no words"),
        required=False,
        help_text=_(
            "Otherwise each language without captions needs a version of its own: translators "
            "are asked for it, and readers are told while it is missing."
        ),
    )
    words = blocks.RichTextBlock(
        features=FEATURES_IN_BOX,
        label=_("The video in words"),
        help_text=_("What is said and shown, for people who cannot hear, see or play it."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "kb/blocks/video.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = {}
        file = cleaned["file"]
        if file and (fault := contents.of_document(file, contents.VIDEOS)):
            faults["file"] = ValidationError(fault)
        languages = [one["language"] for one in cleaned["captions"] if one["language"]]
        if len(set(languages)) < len(languages):
            faults["captions"] = ValidationError(_("Two of the captions are in one language."))
        if faults:
            raise StructBlockValidationError(faults)
        return cleaned

    def translated(self, value: Any) -> Parts:
        return {name: (self.child_blocks[name], value[name]) for name in _TRANSLATED}

    def put(self, value: Any, path: str, part: Any) -> None:
        value[path] = part

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        """The source's captions go with the source's video: another one has its own alone."""
        segments = list(segments)
        shown = value["file"].pk if value["file"] else None
        if any(one.path == _FILE and str(one.data) != str(shown) for one in segments):
            value[_CAPTIONS] = self.child_blocks[_CAPTIONS].to_python([])
        return super().restore_translated_segments(value, segments)

    def get_prep_value(self, value: Any) -> Raw:
        """What is not said is not stored, so that older texts stay what they are."""
        stored: Raw = super().get_prep_value(value)
        if not stored.get(_WITHOUT_WORDS):
            stored.pop(_WITHOUT_WORDS, None)
        return stored

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With what browsers call the file."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        file = value.get("file")
        kind = contents.VIDEOS.get(file.file_extension.lower(), "") if file else ""
        return context | {"kind": kind}


@dataclass(frozen=True, slots=True)
class Captions:
    language: str
    file: File


@dataclass(frozen=True, slots=True)
class Video(Block):
    file: File
    title: str
    words: Nodes
    poster: Image | None = None
    captions: tuple[Captions, ...] = ()
    without_words: bool = False


class VideoKind(BlockKind[Video]):
    name = "video"
    place = 52
    node = Video
    boxes = ("video",)
    own_parts = (_FILE,)
    added_part = _CAPTIONS

    def field(self) -> blocks.Block:
        return VideoBlock()

    def store(self, node: Video, keep: Keep) -> Raw:
        captions = [
            {"type": "item", "value": {"language": one.language, "file": keep(one.file)}}
            for one in node.captions
        ]
        value = {
            "file": keep(node.file),
            "title": node.title,
            "poster": keep(node.poster) if node.poster else None,
            "captions": captions,
            "words": html_out.write(node.words),
        }
        return value | {_WITHOUT_WORDS: True} if node.without_words else value

    def load(self, value: Any, describe: Describe) -> Video | None:
        """None of a draft's without a file."""
        if not value["file"]:
            return None

        def kept(number: Any) -> File:
            digest, name = describe(int(number), is_file=True)
            return File(name, digest)

        poster = None
        if value.get("poster"):
            digest, name = describe(int(value["poster"]))
            poster = Image(name, "", digest=digest)
        captions = (one["value"] for one in value["captions"] if one["value"]["file"])
        return Video(
            file=kept(value["file"]),
            title=one_line(value["title"]),
            words=html_in.read(value["words"], top=False),
            poster=poster,
            captions=tuple(Captions(one["language"], kept(one["file"])) for one in captions),
            without_words=not self.needs_own(value),
        )

    def markdown(self, node: Video, name_of: FileName) -> str:
        lines = [f"file: {name_of(node.file)}", f"title: {node.title}"]
        if node.poster:
            lines.append(f"poster: {name_of(node.poster)}")
        if node.without_words:
            lines.append("language: none")
        lines += [f"captions: {one.language} {name_of(one.file)}" for one in node.captions]
        return boxes.write(self.name, "\n".join([*lines, "", markdown_out.write(node.words)]))

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Video]:
        line = reader.line(nested.token)
        said = _said(reader, nested)
        words = reader.nodes(nested.children[1:])
        title, file = (said.get(key, [""])[0] for key in ("title", "file"))
        if reader.pictures() or not (words and title and file):
            reader.fault(line, _WRITE)
            return []
        if len(title) > _LONGEST_TITLE:
            reader.fault(line, f"the title is at most {_LONGEST_TITLE} characters long")
        languages = said.get("language", [])
        if languages not in ([], ["none"]):
            reader.fault(line, "“language: none” says that nobody speaks in the video")
        posters = said.get("poster", [])
        return [
            Video(
                file=File(file, line=line),
                title=one_line(title),
                words=tuple(words),
                poster=Image(posters[0], "", line=line) if posters else None,
                captions=tuple(_captions(reader, line, said.get("captions", []))),
                without_words=bool(languages),
            )
        ]

    def settled(self, node: Video, settle: Callable[[Any], Any]) -> Video:
        return replace(
            node,
            file=settle(node.file),
            poster=settle(node.poster) if node.poster else None,
            captions=tuple(replace(one, file=settle(one.file)) for one in node.captions),
        )

    def plain(self, value: Any) -> Iterable[str]:
        return [value["title"], *plain.lines(value["words"])]

    def pictures(self, value: Any) -> Iterator[Any]:
        if value.get("poster"):
            yield value["poster"]

    def needs_own(self, value: Any) -> bool:
        return not value.get(_WITHOUT_WORDS)

    def served(self, value: Any) -> Collection[str]:
        captions = (one["value"] for one in value["captions"])
        return {one["language"] for one in captions if one["file"]}

    def keep_ids(self, new: Any, old: Any) -> None:
        keep_ids(new["captions"], old["captions"] if old else [])

    def files(self, value: Any) -> Iterator[int]:
        found = [value["file"], *(one["value"]["file"] for one in value["captions"])]
        yield from (int(number) for number in found if number)


_WRITE = (
    "“:::video” holds a line file:, a line title:, and below an empty line what is said and shown"
)


def _said(reader: MarkdownReader, nested: Nested) -> dict[str, list[str]]:
    """The lines above the words, by what they say."""
    found: dict[str, list[str]] = {}
    last = 0
    for number, text in boxes.lines(reader, nested):
        if found and number > last + 1:
            break
        last = number
        key, _colon, value = text.partition(":")
        key = key.strip().lower()
        if key not in _LINES or (key in found and key != "captions"):
            reader.fault(number, f"“:::video” begins with lines of {', '.join(_LINES)}: each once")
        else:
            found.setdefault(key, []).append(value.strip())
    return found


def _captions(reader: MarkdownReader, line: int, said: Iterable[str]) -> Iterator[Captions]:
    for text in said:
        code, _space, path = text.partition(" ")
        language = locales.resolve(code)
        if language is None or not path.strip():
            reader.fault(
                line, f"“captions: {text[:80]}” is no language and a file, such as en a.vtt"
            )
        else:
            yield Captions(language, File(path.strip(), line=line))


KIND = VideoKind()
