"""The words of a language are packed once, whoever asks first, and read only when whole."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest

from search.analysis.dictionary import folders
from search.analysis.dictionary.words import Dictionary


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for the words."""
    settings.WORDS_DIR = tmp_path / "words"
    return tmp_path / "words"


def test_of_all_who_ask_at_once_one_packs_them(root: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(folders.ready, ["id"] * 4))
    assert len({folder for folder, _made in found}) == 1
    assert sum(made for _folder, made in found) == 1
    assert Dictionary(found[0][0]).lemmas("pemasangan") == ("pasang",)
    assert folders.ready("id-ID") == (found[0][0], False)


def test_what_was_broken_off_is_never_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("sys.executable", "/bin/false")
        with pytest.raises(CalledProcessError):
            folders.ready("id")
    assert [one.name for one in root.iterdir()] == ["id.lock"]
    folder, made = folders.ready("id")
    assert made
    assert Dictionary(folder).zipf("sandi") > 3


def test_other_data_take_the_place_of_the_former(root: Path) -> None:
    former, recent, neighbour = (
        root / f"{one}-0.1" for one in ("id-0-0.1", "id-0-0.2", "el-0-0.1")
    )
    for one in (former, recent, neighbour):
        one.mkdir(parents=True)
    month_ago = time.time() - 30 * 24 * 3600
    for one in (former, neighbour):
        os.utime(one, (month_ago, month_ago))
    folder, made = folders.ready("id")
    assert made
    # What the code of before an upgrade has just made, it may still need.
    left = {one for one in root.iterdir() if one.is_dir()}
    assert left == {neighbour, recent, folder}


def test_of_a_language_that_nobody_knows_no_word_is_known(root: Path) -> None:
    known = Dictionary(folders.ready("yi")[0])
    assert (known.lemmas("abc"), known.zipf("abc")) == ((), 0.0)
