"""What `check --deploy` finds, for the commands that look for it themselves."""

from django.core.checks import CheckMessage, run_checks


def found() -> list[CheckMessage]:
    """Its findings, without those that the owner has silenced."""
    messages = run_checks(include_deployment_checks=True)
    return [message for message in messages if not message.is_silenced()]
