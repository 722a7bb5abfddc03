"""How often, and from where: rate limits and the cross-site check of anonymous posts.

Rooms use `portal.limits.decorators` (`rate_limited`, `anonymous_safe_post`),
`portal.limits.counters.spend` where a decorator is too coarse, and `TooMany`.
"""

from portal.limits.errors import TooMany

__all__ = ["TooMany"]
