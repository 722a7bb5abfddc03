"""Elasticsearch 9: one index for each language behind an alias, shared by all hosts.

    client      talking to it, and what its errors mean
    index       how an entry lies in an index
    lexicon     what an index knows of a query's words (first round trip)
    memory      what was asked a moment ago
    neighbours  what is near to a query's vector (first round trip)
    query       a request as a query
    ranked      the texts of a page (second round trip)
    leases      who may write, with fencing
    writer      writing the copy in use, and building one beside
    engine      the protocol of search.engines.base on top of these

Only what a stock server on the basic licence has is used: no scripts, no _reindex, no
_delete_by_query, no synonyms API. Language is taken apart by search.analysis, as for every
engine, so the same words are found, marked and judged whichever engine answers.
"""
