"""One search over everything that can be found, whatever engine answers. From above down:

    views           the page, the API, the box
    suggestions     what the box offers besides texts
    service         the one door for whoever searches
    retrieval       from a reader and a query to one listing
    index           how what changes comes into every copy, and whether it is all there
    tuning          what editors decide, and how good the answers are
    semantic        found by meaning: passages as vectors
    engines         where texts are kept and found: tantivy, Elasticsearch
    queries         what was asked, and what may have been meant
    results         what was found, as a reader is shown it
    ranking         every number that decides an order
    documents       what can be found, and the rooms that have it
    analysis        the words of each language

What other rooms may import of it stands in pyproject.toml, as its face.
"""
