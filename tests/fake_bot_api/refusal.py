"""How the Bot API says no."""

from typing import Any

WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refused(Exception):  # noqa: N818 - an answer, not a failure
    """A method is not performed; `body` is what the server answers."""

    def __init__(self, description: str = "", code: int = 400, retry_after: int = 0, migrate_to: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = f"{WORDS[code]}: {description}" if description else WORDS[code]
        self.parameters: dict[str, int] = {}
        if retry_after:
            self.parameters["retry_after"] = retry_after
        if migrate_to:
            self.parameters["migrate_to_chat_id"] = migrate_to

    @property
    def body(self) -> dict[str, Any]:
        parameters = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **parameters}
