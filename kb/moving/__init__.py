"""Moving in from another help centre: its export is read here and brought in by kb.importing.

Imports point down this list only:

    views         the addresses there, for readers who come by them
    zendesk       the export as a whole, brought in
    texts         one text of it as a file of the importer
    html          the HTML of a text as a document
    attachments   the files beside the texts
    ids           which family, here, something there is
    centre        the help centre that an export describes
    export        what lies in the folder of an export
    addresses     what an address there means
"""
