"""The embedded engine: tantivy, one index for each language in files of this host.

    files       the generations on disk, the pointer to the one in use, the locks
    index       how an entry lies in an index
    open_index  a language's index, open for reading
    vectors     the passages' vectors, in files beside
    lexicon     what an index knows of words
    neighbours  what is near to a query's vector
    query       a request as a query
    writer      writing the generation in use, and building one beside
    engine      the protocol of search.engines.base on top of these

People and settings know it as "embedded", whatever it is made of.
"""
