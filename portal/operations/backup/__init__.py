"""A backup: a folder with the database, the media, the settings and what is told of them.

`manage.py backup` makes one beside the running site, `manage.py restore` puts it into an empty
database. The search index is in none: it is built from the database.
"""
