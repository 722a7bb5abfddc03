"""The words of each language: texts and queries are taken apart here, before an engine sees them.

languages       the languages that search knows, a row each
analyser        text to tokens and their forms
folding, numbers, transliteration, informal, keyboards
                how letters and numbers are written, typed, and mistyped
stopwords, inflection, irregular, lemmas, compounds
                what words say, what they are forms of, and what they consist of
vocabulary      words near a word
dictionary      lemmas and frequencies, packed once
"""
