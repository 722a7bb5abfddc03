"""What a soak run says at the end of each of its parts."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What was tried, what was seen, and in words what should not have been."""

    what: str
    seen: dict[str, Any]
    faults: Sequence[str]

    @property
    def holds(self) -> bool:
        """Whether all was as it should be."""
        return not self.faults


def write(findings: Sequence[Finding]) -> bool:
    """For people, on the standard output, at once; whether all of it holds."""
    for finding in findings:
        mark = "holds" if finding.holds else "FAILS"
        sys.stdout.write(f"\n{mark}  {finding.what}\n")
        for name, value in finding.seen.items():
            sys.stdout.write(f"       {name}: {value}\n")
        for fault in finding.faults[:_SHOWN]:
            sys.stdout.write(f"   !   {fault}\n")
        if len(finding.faults) > _SHOWN:
            sys.stdout.write(f"   !   and {len(finding.faults) - _SHOWN} more\n")
    sys.stdout.flush()
    return all(finding.holds for finding in findings)
