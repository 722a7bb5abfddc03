"""How plain a text is: hints beside it, which stop nobody, and a number to rank texts by."""
