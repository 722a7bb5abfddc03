"""A long run that is meant to break something: `make soak`, not part of the tests.

The portal runs as in production, on a PostgreSQL of its own that waits for the disk. First
processes are killed at random while people vote, answer, ask, write to the support and publish;
what was acknowledged is looked up afterwards. Then every class of request comes at once for half
an hour. `python -m bench.soak --help` says what can be made shorter.
"""
