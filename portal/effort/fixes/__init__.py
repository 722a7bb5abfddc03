"""How far readers come with the fixes of a text: sums of closed days, beside the text's form.

Nothing of it is in the report: it tells an editor where people stop.
"""
