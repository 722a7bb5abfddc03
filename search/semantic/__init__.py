"""Found by meaning: passages of texts as vectors, in whatever language they are written.

    embedder    texts to vectors: a server that speaks the OpenAI form, of our own or elsewhere
    passages    what of a document is embedded
    models      the vectors that are known, and what has yet to be embedded
    vectors     entries with what is known of theirs; what lacks is noted
    asking      a query's vector within a budget of time, or none

`search.index.embedding`, beside the index log that it writes to, is the worker that embeds what
lacks.

Vectors are derived: by model and checksum of the passage. What is lost is made again, what is
there is never made twice, and a text without vectors is found by its words.
"""
