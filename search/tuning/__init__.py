"""What editors decide about search, and how good the answers are.

    rules, in_force, signals    synonyms, pins and protected words: as a query meets them, and when
    pinning, targets, renaming  pinned results, and what they name
    querylog                    what was searched for
    judgements, growth          which text answers which query, by hand and from what readers did
    measures, runs, comparing   how good a run of judged queries is, beside another
    effect                      what a rule would do to them
    permissions                 who may tune, and who may see the log
    admin                       all of it in the editors' pages

Whoever asks search from here is given it: it stands above.
"""
