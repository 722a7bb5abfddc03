"""Figures, measured side by side in one run and written to bench/results.json.

Not part of the tests: a test that times something is a test of the machine. Each subject is a
file with a function `measure(size)` that returns rows; subjects.py lists them with the world each
is measured in, sizes.py says how much is measured. `python -m bench [--small] [SUBJECT ...]` runs
all, or the named ones; a small run is for trying a subject out and keeps nothing.
"""
