"""What the report sends beyond its page: figures to programs, and a mail a week.

    tokens     read-only keys for programs: made, shown once, used, ended
    payload    the report as JSON
    weekly     who wants the mail, and for which week it is due
    letters    what the mail says
    to_do      the three things to do next, with a link each
    ending     what ends with the right to the report
    views      the API, the page of tokens, the mail switched on and off

All of it tells what portal.effort.leaving lets out, and nothing else.
"""
