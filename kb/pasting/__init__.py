"""What an editor pastes from Word, a web page or another editor, as blocks of a text."""
