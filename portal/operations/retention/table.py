"""All rules; docs/retention.md tells them in the same words and the same order."""

from portal.operations.retention.content import CONTENT
from portal.operations.retention.machine import MACHINE
from portal.operations.retention.people import PEOPLE

RULES = (*PEOPLE, *CONTENT, *MACHINE)
