"""An attempt to reach somebody, met by suggestions first: shown, opened, solved by one, or sent.

A contact request and a question to the community are both such attempts. The form carries the
attempt's signed key (`keys`); `suggesting` finds what may answer it; `attempts` notes each step.
"""
