"""What ends the work."""


class CommentError(Exception):
    """Why no comment can be written, in words for the log."""
