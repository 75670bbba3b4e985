"""The documents of a map as files: Markdown through templates, with the pictures beside it."""
