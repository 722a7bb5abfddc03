"""The blocks that texts are made of: one module a kind, with all there is to know of it.

A new kind is a module with a `KIND` (see `kind.BlockKind`), a template `kb/blocks/<name>.html`, a
migration (`makemigrations kb`) and a test; nothing else names it.
"""

from kb.blocks.features import FEATURES
from kb.blocks.kinds import KINDS
from kb.blocks.steps import StepsBlock
from kb.blocks.text import TextBlock

BODY = KINDS.fields()

# The classes are named by migrations.
__all__ = ["BODY", "FEATURES", "KINDS", "StepsBlock", "TextBlock"]
