"""Who answers, when, how soon, and how they are reached: what the owner says of the support.

The computation is `portal.support.promises`; nothing else adds up working time.
"""
