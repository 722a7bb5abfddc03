"""How much is measured: the published figures at full size, a look at whether it works small."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Every number that makes a run long."""

    name: str
    # Only these languages of the corpus; none means all.
    locales: tuple[str, ...] = ()
    # Each judged query's page is asked for so many times; so many beginnings of words are typed.
    rounds: int
    typed: int
    # Made texts beside the corpus that a search page is measured among.
    documents: int
    # Texts in the embedded engine's large index, and searches of it.
    texts: int
    searches: int
    # Made texts beside the corpus in what is rebuilt, and how often it is.
    rebuilt: int
    rebuilds: int
    # Seconds of one publish each; changes that wait while Elasticsearch is away.
    publishing: int
    waiting: int
    # Pages that are read while ten times as many hostile requests come.
    honest: int
    # Of the sets of our own, every so many rows; questions whose asker waits for a mail.
    one_in: int
    told: int
    # Steps of each day of the report's 400.
    steps_a_day: int
    # Months of the sample's story.
    months: int
    # Sentences that the memory of translations holds, and how many are looked for in it.
    sentences: int
    looked_for: int
    # Files of other systems.
    made_files: int
    # Articles in the editors' list, each in three languages.
    articles: int


FULL = Size(
    name="full",
    rounds=5,
    typed=1_000,
    documents=50_000,
    texts=100_000,
    searches=400,
    rebuilt=10_000,
    rebuilds=3,
    publishing=600,
    waiting=10_000,
    honest=2_000,
    one_in=1,
    told=100,
    steps_a_day=25_000,
    months=5,
    sentences=200_000,
    looked_for=500,
    made_files=1_500,
    articles=20_000,
)
SMALL = Size(
    name="small",
    locales=("da",),
    rounds=1,
    typed=50,
    documents=500,
    texts=1_000,
    searches=40,
    rebuilt=200,
    rebuilds=1,
    publishing=10,
    waiting=200,
    honest=200,
    one_in=10,
    told=3,
    steps_a_day=2_500,
    months=1,
    sentences=5_000,
    looked_for=100,
    made_files=60,
    articles=500,
)
SIZES = {size.name: size for size in (FULL, SMALL)}
