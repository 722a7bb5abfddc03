#!/usr/bin/env python
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError
from pydantic import ValidationError

SETTINGS = Path(__file__).with_name("portal.env")
NOT_READ = """\
portal.env is here, but this shell has not read it: without it this would be the demo. Begin with

    set -a; . ./portal.env; set +a
"""

if __name__ == "__main__":
    is_chosen = "DJANGO_SETTINGS_MODULE" in os.environ or "--settings" in " ".join(sys.argv)
    if SETTINGS.exists() and not is_chosen:
        # A backup of the demo's empty database would be called whole.
        sys.exit(NOT_READ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ValidationError) as error:
        # Settings that cannot be right: the words say which, where they were read helps nobody.
        sys.exit(str(error))
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database failed; look at DATABASE_URL. {error}".rstrip())
