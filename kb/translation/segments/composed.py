"""How the parts of a block that is made of several are taken to segments and back."""

from typing import Any

from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter


class StockSegments:
    """As wagtail-localize does for the blocks that it knows."""

    def take(self, block: blocks.Block, value: Any) -> list[Any]:
        segments: list[Any] = StreamFieldSegmentExtractor(None).handle_block(block, value)
        return segments

    def put(self, block: blocks.Block, value: Any, segments: list[Any]) -> Any:
        return StreamFieldSegmentsWriter(None, None, None).handle_block(block, value, segments)

    def whole(self, data: Any) -> Any:
        return OverridableSegmentValue("", data)
