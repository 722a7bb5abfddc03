"""What a former state of search noted is kept, or looked at again, by this one."""

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


def test_what_failed_for_months_goes_on_being_tried(
    empty_database: BaseDatabaseWrapper,
) -> None:
    former = migrate(("search", "0010_a_right_to_see_the_log"))
    copy = former.get_model("search", "EngineCopy").objects.create(
        name="embedded:ψ", position=7, seen_at=at("2026-11-30 10:00"), attempts=50_000
    )
    former.get_model("search", "FailedChange").objects.create(
        copy=copy,
        source="kb",
        key="ζεστό-δωμάτιο",
        attempts=40_000,
        due_at=at("2026-11-30 11:00"),
        last_error="ValueError('ψ')",
    )
    present = migrate(("search", "0011_retries_as_all_rows_have_them"))
    kept = present.get_model("search", "FailedChange").objects.get()
    assert (kept.copy.name, kept.copy.position, kept.copy.due_at) == ("embedded:ψ", 7, None)
    assert (kept.key, kept.last_error) == ("ζεστό-δωμάτιο", "ValueError('ψ')")
    assert (kept.attempts, kept.due_at) == (32_767, at("2026-11-30 11:00"))
