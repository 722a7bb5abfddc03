"""Background work of the community."""

from datetime import timedelta

from community.forum import drafts, rendering, withdrawal
from portal.caching.areas import Area
from portal.caching.generation import bump_generation
from portal.jobs.registry import job


@job("community.prune_drafts", queue="slow", every=timedelta(hours=6))
def prune_drafts() -> int:
    """Delete the drafts nobody came back for."""
    return drafts.prune()


@job("community.forget_withdrawn", queue="slow", every=timedelta(minutes=10))
def forget_withdrawn() -> int:
    """Delete for good what was withdrawn and can't be brought back any more."""
    return withdrawal.forget_withdrawn()


@job("community.render_again", queue="slow", every=timedelta(minutes=10))
def render_again() -> int:
    """Render the posts anew whose HTML was made with earlier rules."""
    done = rendering.render_again()
    if done:
        bump_generation(Area.COMMUNITY)
    return done
