"""Content gaps: what readers search for and do not find, and what writing it changed.

    failing       the searches that failed, from the journal
    words         how alike two searches are by their words, within a language
    meaning       how alike they are by what they mean, in any language
    grouping      searches put together, whatever made them alike
    regrouping    the nightly work: groups that are the same from day to day
    storing       writing them down
    answers       what search finds for a gap today, and since when it answers
    effects       what an article changed, against the languages that have none yet
    decisions     what people say: it is no gap, it is done, it is open again
    doing         what one can do about a gap, with the forms filled in
    helping       asking people for help, by a mail
    summing       how often gaps failed somebody, for the report
    listing       a page of gaps, as somebody reads it
    texts         how every text does, beside its form
    waiting       what the editors' start page says of gaps

All of it is made of steps and made anew every night, but for what people decided.
"""
