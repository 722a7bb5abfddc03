"""`manage.py search_eval`: files and the admin in, JSON out."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.search import make_document
from tests.factories.tuning import judged, synonyms
from tests.search.tuning.conftest import Fill

pytestmark = pytest.mark.django_db


def evaluate(*arguments: object, **options: object) -> Any:
    out = io.StringIO()
    call_command("search_eval", *map(str, arguments), stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    rows = [
        {"locale": "en", "query": "battery", "relevant": {"battery": 2}, "kind": "keyword"},
        {"locale": "en", "query": "wifi", "relevant": {"wireless": 2}, "kind": "symptom"},
        {"locale": "en", "query": "sell my car", "relevant": {}, "kind": "unanswerable"},
        {"locale": "da", "query": "batteri", "relevant": {"battery": 2}, "kind": "keyword"},
    ]
    path = tmp_path / "judged.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_run_is_measured_kept_and_compared(fill: Fill, judgements: Path, tmp_path: Path) -> None:
    fill(
        make_document("battery", title="Battery"),
        make_document("battery", title="Batteri", locale="da"),
        make_document("wireless", title="Wireless network"),
    )
    first = evaluate(judgements, save=tmp_path / "first.json")
    assert first["locales"]["en"]["ndcg@10"] == 0.5
    assert first["kinds"]["unanswerable"]["refused"] == 1.0
    synonyms("wifi", "wireless network")
    second = evaluate(judgements, against=tmp_path / "first.json")
    assert second["locales"]["en"]["ndcg@10"] == 1.0
    assert second["against"]["all"]["difference"] == pytest.approx(0.3333)
    assert second["against"]["locales"]["da"]["interval"] == [0.0, 0.0]


def test_one_language_and_the_judged_searches_of_the_admin(fill: Fill, judgements: Path) -> None:
    fill(make_document("battery", title="Battery"))
    judged("Batteries", battery=2)
    judged("what is it", related=0)
    assert evaluate()["all"]["answerable"] == 1
    assert evaluate()["all"]["unanswerable"] == 1
    assert evaluate(judgements, admin=True, locale="en")["all"]["answerable"] == 3
    assert list(evaluate(judgements, locale="da")["locales"]) == ["da"]


def test_an_engine_is_chosen_by_name(judgements: Path, settings: Any) -> None:
    assert evaluate(judgements, engine="embedded")["engine"] == "embedded"
    settings.ELASTICSEARCH = {"url": ""}
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL is not set"):
        evaluate(judgements, engine="elasticsearch")


def test_an_engine_that_does_not_answer_is_not_measured(judgements: Path, settings: Any) -> None:
    settings.ELASTICSEARCH = {"url": "http://127.0.0.1:9", "prefix": "nobody"}
    with pytest.raises(CommandError, match="did not answer “battery”"):
        evaluate(judgements, engine="elasticsearch")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"locale": "en"}', r"judged\.jsonl:1: query"),
        (b"\n\nnonsense", r"judged\.jsonl:3: Expecting value"),
        (b"\xff", "utf-8"),
        (b"", "There are no queries to run"),
    ],
)
def test_a_bad_file_is_told(content: bytes, reason: str, judgements: Path) -> None:
    judgements.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        evaluate(judgements)


def test_a_missing_file_a_bad_run_and_a_strange_language_are_told(
    judgements: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="No such file"):
        evaluate(tmp_path / "nowhere")
    for content in ("{", "[]", '{"format": 99}', '{"format": 1, "queries": [{}]}'):
        (tmp_path / "run.json").write_text(content)
        with pytest.raises(CommandError, match=r"run\.json: not"):
            evaluate(judgements, against=tmp_path / "run.json")
    with pytest.raises(CommandError, match="xx is none of en"):
        evaluate(judgements, "--locale", "xx")
