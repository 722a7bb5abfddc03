"""Bringing an installation up, and seeing that it is well: deploy, doctor, /livez and /readyz.

This is composition: it knows every room. What it says is in English only, as it is for
administrators on a terminal.
"""
