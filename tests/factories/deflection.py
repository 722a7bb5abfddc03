"""What an attempt is shown."""

from portal.deflection.suggesting import Suggestion
from search.results import Hit
from tests.factories.handover import hit


def suggestions(*hits: Hit) -> list[Suggestion]:
    """These hits, else one, as they are shown."""
    return [Suggestion(one, "") for one in hits or (hit(engine="embedded"),)]
