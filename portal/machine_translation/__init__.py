"""Machine translation: engines behind one question, in the order that the settings name them.

Texts are passages, in which marks stand for whatever is not to be translated. What comes back
without its marks is no translation. This room knows no article: `kb.translation.machine` does.
"""
