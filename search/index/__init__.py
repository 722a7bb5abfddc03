"""The index: how what changes comes into every copy of it, and whether it is all there.

    changes         saying that something changed, which is all that other rooms have to do
    log             the numbered list of changes that every copy follows
    catching_up     from the log to a copy: read, ask the sources, write, move the cursor
    holdings        what a copy holds, and what of it nobody knows
    rebuilding      a copy built anew beside the one in use, or compared with what it should hold
    embedding       vectors for what lacks them
    calibrating     how near to a portal's texts what they do not answer is
    examining       whether search is well, for whoever looks after the portal
    models          the log, the copies and their cursors, what could not be written

Whose index it is does not matter here: the engines write, and hold the right to.
"""
