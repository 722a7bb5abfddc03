"""Figures, measured side by side in one run and written to bench/results.json.

Not part of the tests: a test that times something is a test of the machine. Each file of this
package measures one subject; `python -m bench [subject ...]` runs all, or the named ones.
"""
