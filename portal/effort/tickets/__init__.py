"""What last year's tickets tell: which of them an article answers, before the first own figures.

Imports point down this list only:

    views        the editors' page
    forms        the file
    telling      the figures, as somebody may see them
    working      the search, ticket by ticket
    keeping      what a file brings, until it is worked through
    reading      what a file says
    models       subjects that wait, and what was counted of them
"""
