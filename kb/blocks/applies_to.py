"""What the text around it is about: a product, a version, a market.

None of it is ever translated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.kind import (
    Block,
    BlockKind,
    Describe,
    FileName,
    Keep,
    MarkdownReader,
    NotTranslated,
)
from kb.prose.inline import one_line
from kb.prose.tokens import Nested
from portal.markets import is_market, typed, validate_market

_LENGTHS = {"product": 100, "version": 50, "market": 2}


class AppliesToBlock(NotTranslated, blocks.StructBlock):
    """What the text around it is about: a product, a version, a market."""

    product = blocks.CharBlock(label=_("Product"), required=False, max_length=_LENGTHS["product"])
    version = blocks.CharBlock(label=_("Version"), required=False, max_length=_LENGTHS["version"])
    market = blocks.CharBlock(
        label=_("Market"),
        required=False,
        max_length=_LENGTHS["market"],
        validators=[validate_market],
        help_text=_("A country’s two-letter code, for example NO"),
    )

    class Meta:
        icon = "tag"
        label = _("Applies to")
        template = "kb/blocks/applies_to.html"

    def clean(self, value: Any) -> Any:
        value["market"] = typed(value["market"] or "")
        return super().clean(value)


@dataclass(frozen=True, slots=True)
class AppliesTo(Block):
    product: str = ""
    version: str = ""
    market: str = ""


class AppliesToKind(BlockKind[AppliesTo]):
    name = "applies_to"
    place = 80
    node = AppliesTo
    stands_alone = True
    boxes = ("applies-to",)

    def field(self) -> blocks.Block:
        return AppliesToBlock()

    def store(self, node: AppliesTo, keep: Keep) -> Any:
        return {key: getattr(node, key) for key in _LENGTHS}

    def load(self, value: Any, describe: Describe) -> AppliesTo:
        return AppliesTo(**{key: one_line(value.get(key) or "") for key in _LENGTHS})

    def markdown(self, node: AppliesTo, name_of: FileName) -> str:
        values = {key: getattr(node, key) for key in _LENGTHS}
        written = (f"{key}: {_quoted(value)}" for key, value in values.items() if value)
        return boxes.write("applies-to", "\n".join(written))

    def read(self, reader: MarkdownReader, nested: Nested) -> list[AppliesTo]:
        values: dict[str, str] = {}
        lines = boxes.lines(reader, nested)
        for line, text in lines:
            key, colon, value = text.partition(":")
            key, value = key.strip().lower(), one_line(_unquoted(value.strip()))
            if not colon or key not in _LENGTHS:
                reader.fault(line, "“:::applies-to” holds product:, version: and market: only")
            elif key in values:
                reader.fault(line, f"“{key}” stands here twice; keep one of the two")
            elif len(value) > _LENGTHS[key]:
                reader.fault(line, f"“{key}” is at most {_LENGTHS[key]} characters long")
            elif key == "market" and value and not is_market(typed(value)):
                message = f"“{value}” is not the two-letter code of a country, such as NO"
                reader.fault(line, message)
            else:
                values[key] = typed(value) if key == "market" else value
        if not lines or (values and not any(values.values())):
            message = "“:::applies-to” is empty; write market: NO"
            reader.fault(reader.line(nested.token), message)
        return [AppliesTo(**values)]

    def plain(self, value: Any) -> Iterable[str]:
        texts = ((value.get(key) or "").strip() for key in ("product", "version"))
        return [text for text in texts if text]


def _quoted(value: str) -> str:
    return f'"{value}"' if value[0] == value[-1] and value[0] in "\"'" else value


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


KIND = AppliesToKind()
