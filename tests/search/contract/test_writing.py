"""What every engine keeps, for whom, and how it is replaced."""

import pytest

from search.documents.entries import entries
from search.engines.base import BusyError, Engine
from tests.factories.search import make_document
from tests.search.contract.conftest import Ask, Fill, keys


def test_everything_of_a_document_comes_back(fill: Fill, ask: Ask) -> None:
    document = make_document(
        title="Battery",
        keywords=("power",),
        topics=("energy",),
        audience=("public", "group:3"),
        helpful=0.5,
        family="battery",
    )
    fill(document)
    assert ask("battery").matches[0].document == document


def test_writing_twice_leaves_one(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Battery"))
    fill(make_document(title="Battery life"))
    assert [match.document.title for match in ask("battery").matches] == ["Battery life"]


def test_what_is_begun_later_is_done_later(engine: Engine, ask: Ask) -> None:
    many = [make_document(str(number), body="Lamp " * 2_000) for number in range(499)]
    with engine.writing() as writer:
        # The first takes long: many texts, and at their end the one that is changed at once.
        for some in ([*many, make_document(title="Battery")], [make_document(title="Screen")]):
            writer.apply(list(entries(some)), [one.reference for one in some])
        writer.settle()
    assert keys(ask("screen")) == ["one"]
    assert ask("battery").total == 0


def test_a_reference_without_entries_is_removed_in_every_language(
    engine: Engine, fill: Fill, ask: Ask
) -> None:
    fill(make_document(title="Battery"), make_document(title="Batteri", locale="da"))
    with engine.writing() as writer:
        writer.apply([], ["test:one"])
        writer.settle()
    assert ask("battery").total == ask("batteri", "da").total == 0


def test_only_what_the_audience_may_see_is_found_and_counted(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("public", title="Battery"),
        make_document("members", title="Battery", audience=("members",)),
        make_document("group", title="Battery", audience=("group:7", "group:8")),
        make_document("nobody", title="Battery", audience=()),
    )
    assert ask("battery").total == 1
    assert ask("battery", audience=("public", "members")).total == 2
    assert set(keys(ask("battery", audience=("public", "group:8")))) == {"public", "group"}


def test_filters_narrow_hits_and_counts(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("a", title="Battery", kind="faq", topics=("x",), products=("p",)),
        make_document("b", title="Battery", kind="thread", topics=("y",), markets=("no",)),
        make_document("c", title="Battery", kind="topic", markets=("se", "dk")),
    )
    assert keys(ask("battery", kinds=("faq",))) == ["a"]
    assert keys(ask("battery", topics=("y",))) == ["b"]
    assert keys(ask("battery", products=("p",))) == ["a"]
    assert set(keys(ask("battery", markets=("no",)))) == {"a", "b"}, "one without is for all"
    assert set(keys(ask("battery", markets=("se", "fi")))) == {"a", "c"}
    answer = ask("battery", without=("thread:b", "topic:c"))
    assert (keys(answer), answer.total) == (["a"], 1)


def test_a_text_the_reader_has_in_their_language_is_left_out_elsewhere(
    fill: Fill, ask: Ask
) -> None:
    fill(
        make_document(title="Battery"),
        make_document(title="Batteri", locale="da"),
        make_document("only", title="Battery only"),
        make_document("hidden", title="Battery hidden"),
        make_document("hidden", title="Batteri", locale="da", audience=("members",)),
    )
    assert set(keys(ask("battery", readers=("da",)))) == {"only", "hidden"}
    member = ask("battery", readers=("da",), audience=("public", "members"))
    assert (keys(member), member.total) == (["only"], 1)


def test_pages_follow_each_other(fill: Fill, ask: Ask) -> None:
    fill(*(make_document(f"d{number}", title=f"Battery {number}") for number in range(25)))
    found = [key for offset in (0, 10, 20) for key in keys(ask("battery", offset=offset))]
    assert len(found) == len(set(found)) == ask("battery").total == 25


def test_a_rebuild_is_seen_only_after_the_swap(engine: Engine, fill: Fill, ask: Ask) -> None:
    fill(make_document("old", title="Battery"))
    before = engine.copy()
    with engine.rebuilding() as new:
        new.apply(list(entries([make_document("new", title="Battery")])), ["test:new"])
        assert keys(ask("battery")) == ["old"]
        new.swap()
        assert keys(ask("battery")) == ["new"]
    assert engine.copy() == new.copy != before


def test_writing_goes_on_while_a_copy_is_built(engine: Engine, fill: Fill, ask: Ask) -> None:
    with engine.rebuilding():
        fill(make_document(title="Battery"))
        with pytest.raises(BusyError), engine.rebuilding():
            pass
    assert ask("battery").total == 1


def test_one_writes_at_a_time(engine: Engine) -> None:
    with engine.writing(), pytest.raises(BusyError), engine.writing():
        pass


def test_checksums_tell_of_every_entry(engine: Engine, fill: Fill) -> None:
    documents = [make_document(), make_document(locale="da"), make_document("two")]
    fill(*documents)
    assert dict(engine.checksums()) == {
        entry.document.uid: entry.checksum for entry in entries(documents)
    }


@pytest.mark.parametrize(
    "query",
    [
        'title:"x" AND (y OR',
        "\x00\ud800 battery",
        "* ? ~ ^ [a TO b] /re/ \\",
        "\u202ebattery\u202c",
        '"' * 50,
        "a" * 10_000,
        " ".join(f"word{number}" for number in range(1_000)),
        " ".join(["battery"] * 1_000),
        "-" * 5_000,
        "a.b." * 2_500,
        "\U0001f600" * 3_000,
        "ά" + "\u0301" * 5_000,
    ],
)
@pytest.mark.timeout(10)
def test_no_query_is_too_strange(query: str, fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Battery"))
    ask(query)
    ask(query, is_unfinished=True)
