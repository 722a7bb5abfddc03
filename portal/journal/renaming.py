"""An article got another id: what was done under the old one was done with the same article."""

from portal.journal.models import Step


def rename(old: str, new: str) -> None:
    """In the caller's transaction. The numbers of threads are no ids of articles."""
    Step.objects.filter(family=old).exclude(item_kind="thread").update(family=new)
