"""How often, and from where: rate limits and the cross-site check of anonymous posts.

`portal.limits.table` names every limit. A middleware holds those of forms, whatever view takes
them; rooms call `portal.limits.spending.spend` for acts, `portal.limits.paces.take` for what is
asked at every moment, and wear `portal.limits.decorators.anonymous_safe_post`.
"""

from portal.limits.errors import TooMany

__all__ = ["TooMany"]
