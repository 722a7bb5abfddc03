"""How sure a share is, in plain numbers: one formula for votes, rankings and the report."""

import math

Z = 1.959963984540054
"""Standard deviations that hold 95 of 100 samples."""


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score); everything is possible when n is 0."""
    if denominator <= 0:
        return (0.0, 1.0)
    share = numerator / denominator
    weight = 1 + Z**2 / denominator
    middle = (share + Z**2 / (2 * denominator)) / weight
    spread = share * (1 - share) / denominator + Z**2 / (4 * denominator**2)
    reach = Z / weight * math.sqrt(spread)
    low = 0.0 if numerator == 0 else max(0.0, middle - reach)
    high = 1.0 if numerator == denominator else min(1.0, middle + reach)
    return (low, high)
