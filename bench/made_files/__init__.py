"""Directories of help files as other systems keep them, made by chance from a seed.

Each dialect is written from its own documentation, and not from what the portal reads: a file has
what its system offers, in the share that help texts use it. `tree.write` makes a directory.
"""
