#!/usr/bin/env python
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from pydantic import ValidationError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ValidationError) as error:
        # Settings that cannot be right: the words say which, where they were read helps nobody.
        sys.exit(str(error))
