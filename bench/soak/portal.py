"""The part of a run that reads and fills the portal's database itself.

To be imported when the environment of a portal is set, and its database is up.
"""

import logging
import random

import django

django.setup()

from bench.soak import kills as killing  # noqa: E402 - models come after the set-up
from bench.soak import load, people, report  # noqa: E402
from bench.soak.database import PostgreSQL  # noqa: E402
from bench.soak.installation import Installation  # noqa: E402
from tests.factories.mail import mail_server  # noqa: E402


def run(
    installation: Installation,
    database: PostgreSQL,
    mail_port: int,
    *,
    seed: int,
    kills: int,
    minutes: float,
) -> bool:
    """Fill it, start it, try it, and tell what was found; whether all of it held."""
    logging.disable(logging.WARNING)
    cast = people.gather(installation.port, random.Random(seed))  # noqa: S311
    holds = True
    with mail_server(mail_port) as (inbox, _port):
        installation.start()
        if kills:
            found = killing.run(
                installation, database, cast, lambda: inbox.ids, kills=kills, seed=seed
            )
            holds = report.write(found)
        if minutes:
            holds &= report.write(load.run(installation, cast, minutes=minutes, seed=seed))
    return holds
