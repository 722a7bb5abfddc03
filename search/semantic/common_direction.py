"""What questions have in common, and is therefore taken away from each.

A model puts all questions close together: to look like a question says nothing about what is
asked, but makes some texts near to every query. The mean of some questions, in several
languages and about nothing in particular, is that common part (compare Mu and Viswanath,
"All-but-the-top", 2018). Taking it away raised the measured quality more than any weight.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from search.documents.entries import Vector

# How much of the common part is taken away; some of it distinguishes questions from answers.
SHARE = 0.8

# In several languages, and about nothing in particular: one a line.
QUESTIONS = tuple(
    (Path(__file__).parent / "common_questions.txt").read_text(encoding="utf-8").splitlines()
)


def checksum() -> str:
    """Changes when the questions do."""
    return hashlib.blake2b("\n".join(QUESTIONS).encode(), digest_size=8).hexdigest()


def direction(vectors: Sequence[bytes]) -> bytes:
    """The common part of these vectors, of unit length."""
    # Here and not above: most processes look at no vector, and it takes 10 MB.
    import numpy as np

    mean = np.mean([np.frombuffer(one, "<f4") for one in vectors], axis=0)
    return (mean / np.linalg.norm(mean)).astype("<f4").tobytes()


def without(vector: Vector, common: bytes) -> Vector:
    """What distinguishes a question's vector, of unit length again."""
    import numpy as np

    values, part = np.frombuffer(vector.value, "<f4"), np.frombuffer(common, "<f4")
    rest = values - SHARE * float(values @ part) * part
    length = float(np.linalg.norm(rest))
    return Vector(vector.space, (rest / (length or 1.0)).astype("<f4").tobytes())
