"""What readers are told above a page for a while: notices, known problems, what was solved."""
