"""What is measured, in which order, and the world that it needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class World:
    """What runs beside a group of subjects; they share one database and one index.

    `beside` is put before the command and starts the servers.
    """

    name: str
    beside: tuple[str, ...] = ()


ALONE = World("alone")
"""SQLite and the embedded engine, as in the demo."""
DEMO = World("demo")
"""The same, with the demo's own texts alone."""
WORDS = World("words")
"""The same, without a text: only words are compared."""
POSTGRESQL = World("postgresql", ("tools/with-postgresql",))
"""PostgreSQL alone."""
READ = World("read", ("tools/with-postgresql",))
"""The same, with the demo's articles alone."""
FILES = World("files", ("tools/with-postgresql",))
"""The same, with nothing but made files."""
GROWING = World("growing", ("tools/with-postgresql",))
"""The same, that fills while it is measured."""
MANY_DAYS = World("many days", ("tools/with-postgresql",))
"""The same, with 10,000,000 steps."""
TWENTY_LANGUAGES = World(
    "twenty languages",
    (
        "env",
        "LANGUAGES=en,nb,da,sv,el,id,ar,it,uk,fa,sq,ka,mk,hy,is,et,lv,sl,ms,vi",
        "tools/with-postgresql",
    ),
)
"""The same, of a site in twenty languages; most of the others have small dictionaries to pack."""
EARNEST = World("earnest", ("tools/with-elasticsearch", "tools/with-postgresql"))
"""PostgreSQL and Elasticsearch."""

# Module → world. In a world, later ones change what earlier ones measure, so the order matters.
SUBJECTS: dict[str, World] = {
    "importing": ALONE,
    "pages": ALONE,
    "large_index": ALONE,
    "beside_demo": ALONE,
    "strangers": ALONE,
    "word_forms": WORDS,
    "clusters": WORDS,
    "generated_files": FILES,
    "customers": DEMO,
    "contact_card": DEMO,
    "slips": DEMO,
    "word_memory": DEMO,
    "planted": DEMO,
    "told": POSTGRESQL,
    "recording": POSTGRESQL,
    "translation_memory": POSTGRESQL,
    "report_views": MANY_DAYS,
    "closed_days": MANY_DAYS,
    "matrix": TWENTY_LANGUAGES,
    "unsure": ALONE,
    "submitting": POSTGRESQL,
    "installing": POSTGRESQL,
    "article_list": POSTGRESQL,
    "page_costs": READ,
    "small_house": READ,
    "pages_at_size": GROWING,
    "quality": EARNEST,
    "pairs": EARNEST,
    "search_page": EARNEST,
    "suggesting": EARNEST,
    "hostile": EARNEST,
    "semantic": EARNEST,
    "tickets": EARNEST,
    "freshness": EARNEST,
    "silent_mail": EARNEST,
    "rebuilding": EARNEST,
    "outage": EARNEST,
}


def by_world(wanted: list[str]) -> dict[World, list[str]]:
    """The wanted subjects, or all, in their order."""
    grouped: dict[World, list[str]] = {}
    for name, world in SUBJECTS.items():
        if not wanted or name in wanted:
            grouped.setdefault(world, []).append(name)
    return grouped
