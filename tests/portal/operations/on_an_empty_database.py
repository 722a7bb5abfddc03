"""What the test of deploying runs in processes of its own, on a database without a table.

python -m tests.portal.operations.on_an_empty_database readyz|deploy|languages
"""

import json
import sys


def readyz() -> dict[str, object]:
    """What an operator's machine is told."""
    from django.conf import settings
    from django.test import Client

    host = settings.ALLOWED_HOSTS[0]
    answer = Client().get("/readyz", secure=True, headers={"host": host})
    return {"status": answer.status_code, "said": answer.content.decode()}


def deploy() -> dict[str, object]:
    """Take every step but that of the settings, which refuses SQLite; name what changed."""
    from django.core.management import CommandError

    from portal.operations import steps
    from portal.settings.environment import environment

    answers = steps.Answers(administrator_email=environment.administrator_email)
    changed, said = [], ""
    try:
        for step in (*steps.FOUNDATION, *steps.BEGINNINGS):
            outcome = step.take(answers)
            said += outcome.words
            changed += [step.name] if outcome.changed else []
    except CommandError as error:
        return {"changed": changed, "error": str(error)}
    return {"changed": changed, "said": said}


def languages() -> dict[str, object]:
    """What the step of the languages says to somebody who is not asked, and to who is."""
    from django.core.management import CommandError

    from portal.operations import steps

    step = next(step for step in steps.SETTINGS if step.name == "languages")
    said = {}
    for typed in ("", "de, he", "xx,de"):
        try:
            step.take(steps.Answers(ask=(lambda _question, typed=typed: typed) if typed else None))
        except CommandError as error:
            said[typed] = str(error)
    said["named"] = step.take(steps.Answers(names_languages=True)).words
    return said


if __name__ == "__main__":
    import django

    django.setup()
    done = {"readyz": readyz, "deploy": deploy, "languages": languages}[sys.argv[1]]()
    sys.stdout.write(json.dumps(done))
