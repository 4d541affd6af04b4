"""The last fence before the log: secrets and personal data are blotted out, control characters made visible.

Nothing of ours logs them on purpose; libraries and exceptions do.
"""

import logging
import re
import sys
import threading
import unicodedata
from types import TracebackType

_BLOTS = [
    (re.compile(pattern, re.IGNORECASE), blot)
    for pattern, blot in (
        (r"\d{5,}(?::|%3a)[a-z0-9_-]{30,}", "[token]"),  # of a bot, as it stands in every address of the Bot API
        (r"(access_token=|authorization['\"]?[:=] *['\"]?|[?&/ ]start=)[^\s&'\",]+", r"\1[token]"),
        (r"(://)[^\s/@]+@", r"\1[login]@"),  # of a proxy or a database
        (r"[^\s@<>()\[\]{}\"'=,;:/]+@[\w-]+(?:\.[\w-]+)+", "[e-mail]"),
        (r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)", "[snils]"),
        (r"(?<!\d)\d{11}(?!\d)", "[number]"),  # a telephone or a SNILS without any signs between
        (r"(?<!\d)(?:\+7|[78])[\s(.-]*\d{3}[\s).-]*\d{3}[\s.-]*\d{2}[\s.-]*\d{2}(?!\d)", "[phone]"),
        (r"\(\d{3,5}\)\s*\d{1,3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)", "[phone]"),
        (r"(?<!\d)9\d{2}[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)", "[phone]"),
    )
]
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, turning and separating characters, half a surrogate pair


def clean(text: str) -> str:
    """The text without secrets and personal data, on one line."""
    for pattern, blot in _BLOTS:
        text = pattern.sub(blot, text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(char) if unicodedata.category(char) in _HIDDEN else char for char in text)


def _visible(char: str) -> str:
    return char.encode("unicode_escape").decode()


class Redaction(logging.Filter):
    """Goes on a handler, so that it sees the records of every logger."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record once; it always passes."""
        if getattr(record, "redacted", False):
            return True
        record.redacted = True
        try:
            record.msg = clean(record.getMessage())
        except Exception:  # noqa: BLE001 - logging itself would print the raw arguments
            record.msg = "a log message that does not fit its arguments"
        record.args = None
        if record.exc_info and record.exc_info[0]:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
        record.exc_text = _indented(record.exc_text)
        record.stack_info = _indented(record.stack_info)
        return True


def _indented(trace: str | None) -> str | None:
    # Indented, no line of an exception's text can pass for a log line of its own.
    return "\n".join(f"    {clean(line)}" for line in trace.splitlines()) if trace else None


def guard(root: logging.Logger) -> None:
    """Filter everything that the root's handlers print, and let warnings and uncaught exceptions go there too."""
    redaction = Redaction()
    for handler in root.handlers:
        handler.addFilter(redaction)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(__name__).critical("Stopped by an error", exc_info=(kind, error, trace))


def _uncaught_in_thread(stop: threading.ExceptHookArgs) -> None:
    if stop.exc_value is not None:
        name = stop.thread.name if stop.thread else "?"
        details = (stop.exc_type, stop.exc_value, stop.exc_traceback)
        logging.getLogger(__name__).critical("Thread %s stopped by an error", name, exc_info=details)
