"""What the web chat says instead of performing a method, in Telegram's own words."""


class Refusal(Exception):  # noqa: N818 - it is an answer, like HTTP 400, and not a failure of the program
    """The request breaks a rule of the messenger; the text is the description without «Bad Request: »."""
