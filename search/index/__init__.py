"""The index: how what changes comes into every copy of it, and whether it is all there.

    log             the numbered list of changes that every copy follows
    catching_up     from a change to the index; `record_change` is all that other rooms need
    holdings        what a copy holds, and what of it nobody knows
    rebuilding      a copy built anew beside the one in use, or compared with what it should hold
    embedding       vectors for what lacks them
    calibrating     how near to a portal's texts what they do not answer is
    examining       whether search is well, for whoever looks after the portal

Whose index it is does not matter here: the engines write, and hold the right to.
"""
