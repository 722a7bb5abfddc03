"""What is known of words, and what knowing them costs."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal import locales
from search.analysis.dictionary import folders, words
from search.analysis.dictionary.words import dictionary

MOST_BYTES_A_PROCESS = 30_000_000
# The share of the process in all memory that it uses, before and after it looked up every word.
_MEASURED = """
import sys
from pathlib import Path

def pss():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

before = pss()
from search.analysis.dictionary.words import Dictionary
known = [Dictionary(Path(folder)) for folder in sys.argv[1:]]
for one in known:
    for word in one._lemmas.iterkeys():
        one.lemmas(word)
    for word in one._frequencies.iterkeys():
        one.zipf(word)
print(pss() - before)
"""


@pytest.mark.parametrize(
    ("locale", "written", "lemma"),
    [
        ("el", "κωδικού", "κωδικόσ"),
        ("el", "κωδικου", "κωδικόσ"),
        ("sv", "lampan", "lampa"),
        ("nb", "batteriene", "batteri"),
        ("da", "varmeanlægget", "varmeanlæg"),
        ("id", "pemasangan", "pasang"),
        ("en", "batteries", "battery"),
    ],
)
def test_a_form_has_its_lemma_however_it_is_typed(locale: str, written: str, lemma: str) -> None:
    assert dictionary(locale).lemmas(written) == (lemma,)


def test_a_word_of_its_own_is_not_taken_for_another_without_its_accents() -> None:
    # "får" (gets; sheep) is typed "far", which is a word itself: father, goes.
    assert "få" not in dictionary("sv").lemmas("far")
    assert "få" in dictionary("sv").lemmas("får")


def test_where_they_cannot_be_packed_no_word_is_known_and_the_log_tells_it(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WORDS_DIR = tmp_path / "words"
    settings.WORDS_DIR.touch()
    known = words._dictionary.__wrapped__("id")
    assert (known.lemmas("pemasangan"), known.zipf("sandi"), known.has_lemmas) == ((), 0.0, False)
    assert "The words of id cannot be packed" in caplog.text


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells it")
def test_all_words_of_all_languages_take_little_memory() -> None:
    made = [str(folders.ready(code)[0]) for code in locales.codes()]
    told = subprocess.run(
        [sys.executable, "-c", _MEASURED, *made], capture_output=True, text=True, check=True
    )
    assert 0 < int(told.stdout) < MOST_BYTES_A_PROCESS
