"""What is known of a language's words: their lemmas, and how frequent they are.

The data are simplemma's dictionaries and wordfreq's frequencies. They come with these packages,
are packed once for each language into the site's own folder, and mapped from there by all
processes together, so they take memory once.
"""
