"""From a change to the index: `record_change` is all that other rooms need.

with transaction.atomic():
    page.save()
    record_change("kb", family.slug)
"""

from search import log


def record_change(source_name: str, *keys: str) -> None:
    """Note, in the caller's transaction, that these keys of a source must be looked at again.

    Say it for every change of text, visibility, address or quality, also for deletions: what is
    eligible is read from the source when the index is written, a moment after the commit.
    """
    if not keys:
        return
    log.append(source_name, keys)
    _wake()


def _wake() -> None:
    from portal import jobs

    if wake := getattr(jobs, "wake", None):
        wake("search.index")
