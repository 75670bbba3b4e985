"""The one error that people are meant to see: cxmap cannot run, why, and what to do about it."""


class CxmapError(Exception):
    """cxmap cannot do what was asked, through no fault of the journey files.

    `message` says in one line what is wrong, `hint` what to do about it. Both are shown as they are, so text from
    outside (a path, a revision) goes through `cxmap.visible.visible` before it is put in. The command line ends
    with exit code 2.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
