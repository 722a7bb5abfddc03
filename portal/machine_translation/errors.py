"""Why there is no translation: what to do next differs by kind. The words are for the log."""


class MachineError(Exception):
    """An engine has not translated; none of these texts is."""


class TemporaryError(MachineError):
    """It does not answer, or has too much to do: the same may go well later."""


class SlowError(TemporaryError):
    """It did not answer in time: it may have counted what it was sent."""


class OverCostError(MachineError):
    """The month's characters are used up, by our count or by its own."""


class MachineRefusedError(MachineError):
    """It does not take our key, our model or this text; asking again changes nothing."""


class UnsupportedError(MachineError):
    """It does not translate from this language into that one."""


MOST_HOPEFUL = (TemporaryError, OverCostError, MachineRefusedError, UnsupportedError)
"""Of several engines' errors the first of these is told."""
