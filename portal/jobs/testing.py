"""For tests, commands and the demo's set-up: do all background work here and now."""

from portal.jobs import registry


def drain(*, rounds: int = 20) -> int:
    """Run every job until a whole round did nothing; returns how many things were done.

    Raises RuntimeError if there is still something to do after so many rounds.
    """
    total = 0
    for _round in range(rounds):
        done = sum(job.run() for job in registry.all_jobs())
        if not done:
            return total
        total += done
    raise RuntimeError(f"After {rounds} rounds there is still work to do")
