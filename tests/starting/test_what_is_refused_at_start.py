"""Whatever is wrong is told before anything begins: in words, all of it at once, status 1, no traceback, no secret."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from terminal import Terminal

TOKEN = "424242:a-token-that-is-nobodys"


@contextmanager
def taken() -> Iterator[str]:
    """An address that another program listens at."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield f"127.0.0.1:{other.getsockname()[1]}"


def test_everything_wrong_with_the_settings_is_told_at_once(terminal: Terminal) -> None:
    (terminal.folder / "file").touch()

    said = terminal.refused(
        "run",
        BOT_DATA_DIR=str(terminal.folder / "file"),
        TELEGRAM_PROXY="http://proxy.example",
        TELEGRAM_API_BASE="https://api.example/{x}",
        WEBHOOK_URL="https://[::1/hook",
        DATABASE_URL="postgresql://anna:sekret@server:54320x/base",
        WEB_LISTEN="127.0.0.1:٨٠٨٠",
    )

    for name in (
        "BOT_DATA_DIR", "TELEGRAM_PROXY", "TELEGRAM_API_BASE", "WEBHOOK_URL", "DATABASE_URL", "WEB_LISTEN"
    ):  # fmt: skip
        assert said.count(f"{name}: ") == 1
    assert "sekret" not in said
    assert "54320x" not in said
    assert "invalid literal" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_PROXY", "http://proxy.example:port"),
        ("TELEGRAM_PROXY", "http://proxy.example:99999"),
        ("TELEGRAM_PROXY", "https://proxy.example:3128"),
        ("TELEGRAM_PROXY", "socks5://anna:sekret@proxy.example"),
        ("TELEGRAM_API_BASE", "http://127.0.0.1:99999"),
        ("TELEGRAM_API_BASE", "http://127.0.0.1:http"),
        ("TELEGRAM_API_BASE", "http://[::1"),
        ("TELEGRAM_API_BASE", "http://256.1.1.1"),
        ("TELEGRAM_API_BASE", "https://"),
        ("WEBHOOK_URL", "https://bot.example:0/hook"),
        ("WEBHOOK_URL", "https://bot.example/{hook}"),
        ("WEB_LISTEN", "256.1.1.1:8080"),
        ("WEB_LISTEN", "127.0.0.1:65536"),
        ("WEB_LISTEN", ":8080"),
        ("WEBHOOK_LISTEN", "127.0.0.1:²"),
        ("BOT_TOKEN", "12345678901234567890:a-token-that-is-nobodys"),
        ("DATABASE_URL", "postgresql://anna:sekret@server:99999/base"),
        ("DATABASE_URL", "sqlite://"),
        ("BOT_DATA_DIR", "x" * 300),
    ],
)
def test_an_impossible_value_is_refused_by_the_setting_s_name(terminal: Terminal, name: str, value: str) -> None:
    said = terminal.refused("migrate", **{name: value})

    assert f"{name}: " in said
    assert "sekret" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_PROXY", "socks5://anna:sekret@127.0.0.1:1080"),
        ("TELEGRAM_PROXY", "http://[::1]:3128"),
        ("TELEGRAM_API_BASE", "http://127.0.0.1:8081/bot-api/"),
        ("TELEGRAM_API_BASE", "https://бот.рф"),
        ("WEBHOOK_URL", "https://bot.example:8443/hook"),
        ("WEB_LISTEN", "[::1]:8080"),
        ("WEB_LISTEN", "localhost:0"),
        ("BOT_TOKEN", "4503599627370495:a-token-that-is-nobodys"),
    ],
)
def test_whatever_can_work_is_taken(terminal: Terminal, name: str, value: str) -> None:
    done = terminal.types("migrate", **{"WEBHOOK_SECRET": "12345678", name: value})

    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize("secret", ["", "1234567", "two words", "х" * 8, "a" * 257])
def test_a_webhook_wants_a_secret_that_is_not_guessed(terminal: Terminal, secret: str) -> None:
    said = terminal.refused("migrate", WEBHOOK_URL="https://bot.example/hook", WEBHOOK_SECRET=secret)

    assert "WEBHOOK_SECRET: " in said


def test_a_folder_inside_a_file_is_refused(terminal: Terminal) -> None:
    (terminal.folder / "file").touch()

    assert "BOT_DATA_DIR: " in terminal.refused("migrate", BOT_DATA_DIR=str(terminal.folder / "file" / "data"))


def test_a_database_that_another_program_holds_is_not_called_damaged(terminal: Terminal) -> None:
    """Whoever obeyed the advice to restore a copy would put an old database in the place of a sound one."""
    terminal.types("migrate")
    with closing(sqlite3.connect(terminal.data / "nastavnik.sqlite3", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE held (x)")
        said = terminal.refused("migrate")
    assert "держит другая программа" in said
    assert "поврежд" not in said
    assert "Восстановите" not in said


def test_the_demo_s_address_taken_by_another_program(terminal: Terminal) -> None:
    with taken() as address:
        said = terminal.refused("demo", WEB_LISTEN=address)

    assert f"Этот адрес не подходит ({address}: его занимает другая программа)" in said
    assert "WEB_LISTEN" in said


def test_the_webhook_s_address_taken_by_another_program(terminal: Terminal) -> None:
    with taken() as address:
        said = terminal.refused(
            "run",
            BOT_TOKEN=TOKEN,
            TELEGRAM_API_BASE="http://127.0.0.1:9",
            WEBHOOK_URL="https://bot.example/hook",
            WEBHOOK_SECRET="12345678",
            WEBHOOK_LISTEN=address,
        )

    assert "WEBHOOK_LISTEN" in said
    assert address in said


def test_a_copy_that_cannot_be_put_there(terminal: Terminal) -> None:
    terminal.types("migrate")
    file = terminal.folder / "file"
    file.touch()

    for place in (file, file / "inside", Path("y" * 300)):
        assert "копию не записать" in terminal.refused("backup", "--to", str(place))


def test_a_bad_address_of_the_page_is_refused_with_an_example(terminal: Terminal) -> None:
    said = terminal.refused("demo", "--listen", "localhost")
    assert "--listen localhost: нужны адрес и порт" in said
    assert "127.0.0.1:8080" in said


def test_an_address_that_is_taken_is_told_in_russian(terminal: Terminal) -> None:
    with taken() as address:
        said = terminal.refused("demo", "--listen", address)
    assert f"{address}: его занимает другая программа" in said
    assert "address" not in said


def test_whoever_looks_for_the_surveys_of_the_demo_is_told_where_they_are(terminal: Terminal) -> None:
    assert terminal.types("survey", "list").stdout == "Опросов пока нет.\n"
    demo = terminal.data / "demo"
    demo.mkdir()
    assert f"BOT_DATA_DIR={demo}" in terminal.types("survey", "list").stdout
