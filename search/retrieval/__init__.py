"""Retrieval: from a reader and a query to the listing that several answers of an engine make.

    filters     what narrows a search besides the words
    readers     who searches, and which page of the results is asked for
    finding     what is asked of an engine, in each language and for each interpretation
    fusion      texts found by words and by meaning: which are shown, in which order
    hits        a text that was found, as a reader is shown it

`search.service` is the door to it.
"""
