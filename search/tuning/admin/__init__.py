"""Tuning in the editors' pages: the log, the rules, the judged searches."""
