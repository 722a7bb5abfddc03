"""What lacked vectors before it was noted by text is looked at again, and noted."""

from django.db.backends.base.base import BaseDatabaseWrapper

from tests.empty_database import migrate
from tests.factories.journal import at

BEFORE = ("search", "0006_measure_what_is_near")
AFTER = ("search", "0008_look_again_at_what_was_noted")


def test_keys_that_lacked_vectors_are_looked_at_again(
    empty_database: BaseDatabaseWrapper,
) -> None:
    before = migrate(BEFORE).get_model("search", "Unembedded").objects
    for key in ("cold-room", "ζεστό-δωμάτιο"):
        before.create(source="kb", key=key, due_at=at("2026-11-01 10:00"))
    after = migrate(AFTER)
    changes = after.get_model("search", "Change").objects
    assert set(changes.values_list("source", "key", "number")) == {
        ("kb", "cold-room", None),
        ("kb", "ζεστό-δωμάτιο", None),
    }
    noted = after.get_model("search", "Unembedded")
    assert not noted.objects.exists()
    texts = [
        noted(source="kb", key="cold-room", locale=code, due_at=at("2026-12-01 10:00"))
        for code in ("el", "ar")
    ]
    assert len(noted.objects.bulk_create(texts)) == 2
