"""Nothing that could harm a person or the bot is printed, whoever logs it."""

import io
import logging
import sys
import threading
import warnings

import pytest

from bot.redaction import guard

TOKEN = "7012345678:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"


def fail(error: Exception) -> None:
    raise error


@pytest.fixture
def printed():
    """The root logger as the program sets it up; what it prints."""
    root = logging.getLogger()
    before, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root.handlers = [handler]
    root.setLevel(logging.DEBUG)
    guard(root)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers, root.level = before, level
    sys.excepthook, threading.excepthook = hooks


@pytest.mark.parametrize(
    "canary",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/getUpdates",
        f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.xlsx",
        "+7 918 123-45-67",
        "+79181234567",
        "8 (861) 123-45-67",
        "8(918)1234567",
        "89181234567",
        "918 123-45-67",
        "(86137) 4-12-34",
        "123-456-789 01",
        "123 456 789 01",
        "12345678901",
        "ivanova.m+shkola@yandex.ru",
        "учитель@школа17.рф",
    ],
)
def test_secrets_and_personal_data_are_blotted_out(printed: io.StringIO, canary: str) -> None:
    secret = TOKEN if TOKEN in canary else canary
    logging.getLogger("library").warning("Failed: %s", canary)
    logging.getLogger("library").warning("Failed: {'phone': '%s', 'n': 5}", canary)
    logging.getLogger("library").error(f"тел.{canary};")  # noqa: G004 - libraries do that
    assert printed.getvalue().count("\n") == 3
    assert secret not in printed.getvalue()
    assert "Failed: " in printed.getvalue()


def test_passwords_in_addresses_are_blotted_out(printed: io.StringIO) -> None:
    logging.getLogger("x").info("proxy socks5://school:qwerty@10.0.0.1:1080, db postgresql://bot:s3cret@localhost/n")
    logging.getLogger("x").info("GET /messages?access_token=f9LHodD0cOL&v=1 Authorization: f9LHodD0cOL")
    logging.getLogger("x").info("/start?start=AbCdEfGhIjKlMnOpQrStUv")
    for secret in ("qwerty", "s3cret", "f9LHodD0cOL", "AbCdEfGhIjKlMnOpQrStUv"):
        assert secret not in printed.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "Update telegram:7012345678:912345678 handled in 12.5 ms",
        "2026-11-22 01:47:50 survey 17 closed, 143 of 150 answered",
        "row 123-456: school 17",
    ],
)
def test_what_an_operator_needs_stays(printed: io.StringIO, line: str) -> None:
    logging.getLogger("bot").info(line)
    assert line in printed.getvalue()


def test_exceptions_are_cleaned_with_their_causes(printed: io.StringIO) -> None:
    try:
        try:
            fail(OSError(f"cannot open bot{TOKEN}"))
        except OSError as error:
            raise RuntimeError("for +7 918 123-45-67") from error
    except RuntimeError:
        logging.getLogger("library").exception("Could not send")
    text = printed.getvalue()
    assert "RuntimeError: for [phone]" in text
    assert "OSError: cannot open bot[token]" in text
    assert "in fail" in text


def test_a_message_cannot_fake_a_line_of_the_log(printed: io.StringIO) -> None:
    logging.getLogger("x").warning("name: %s", "Иванова\r\nCRITICAL bot: all is lost\x1b[2J\u202e")
    try:
        fail(ValueError("oops\nCRITICAL bot: all is lost"))
    except ValueError:
        logging.getLogger("x").exception("failed")
    lines = printed.getvalue().splitlines()
    assert not [line for line in lines if line.startswith("CRITICAL")]
    assert "\x1b" not in printed.getvalue()
    assert "Иванова\\r\\nCRITICAL" in lines[0]


def test_a_message_that_does_not_fit_its_arguments_prints_none_of_them(printed: io.StringIO, capsys) -> None:
    logging.getLogger("x").warning("%d people", TOKEN)
    assert TOKEN not in printed.getvalue() + capsys.readouterr().err
    assert "does not fit" in printed.getvalue()


def test_warnings_go_through_the_same_fence(printed: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"odd reply to bot{TOKEN}", stacklevel=1)
    assert "odd reply to bot[token]" in printed.getvalue()


def test_a_thread_that_dies_does_not_spill(printed: io.StringIO, capsys) -> None:
    thread = threading.Thread(target=fail, args=[RuntimeError(TOKEN)], name="db-writer")
    thread.start()
    thread.join()
    assert "Thread db-writer stopped by an error" in printed.getvalue()
    assert TOKEN not in printed.getvalue() + capsys.readouterr().err


def test_a_program_that_dies_does_not_spill(printed: io.StringIO, capsys) -> None:
    try:
        fail(RuntimeError(TOKEN))
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "Stopped by an error" in printed.getvalue()
    assert TOKEN not in printed.getvalue() + capsys.readouterr().err


def test_two_handlers_print_the_same_line(printed: io.StringIO) -> None:
    second = io.StringIO()
    handler = logging.StreamHandler(second)
    root = logging.getLogger()
    root.addHandler(handler)
    guard(root)
    try:
        fail(ValueError("a\nb"))
    except ValueError:
        logging.getLogger("x").exception("mail %s", "a@b.ru")
    assert printed.getvalue().removeprefix("ERROR x: ") == second.getvalue()
    assert "a@b.ru" not in second.getvalue()
