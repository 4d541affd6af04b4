"""How a command says no."""


class Refused(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The reasons, one a line, ready to be read."""
