"""The state's file: SQLite, rows added and never changed, whole transactions, several at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bayu_docs.errors import OutputUnwritable, SourceUnreadable

VERSION = 1
BUSY_TIMEOUT_S = 30.0

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entries (
    number TEXT PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
);
CREATE TABLE receipts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL REFERENCES entries (number),
    at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE log (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    what TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL
);
CREATE TABLE decisions (
    revision INTEGER PRIMARY KEY REFERENCES log (revision),
    number TEXT NOT NULL REFERENCES entries (number),
    key TEXT NOT NULL,
    value TEXT
);
"""
_KEPT = ("entries", "receipts", "log", "decisions")


def connect(path: Path) -> sqlite3.Connection:
    """The open file, made when there is none.

    SourceUnreadable for what is no state of this tool's version, OutputUnwritable when it cannot
    be written or another program holds it.
    """
    with refusing(path):
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        with refusing(path):
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            with transaction(connection):
                _admit(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it; other processes wait for their turn."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Our own causes in place of SQLite's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputUnwritable(
            f"“{path.name}”打不开或写不进：正被别的程序占用，或没有写入权限",
            "请关闭其他正在运行的 bayu-docs、确认文件夹可以写入后重试",
        ) from error
    except sqlite3.DatabaseError as error:
        raise SourceUnreadable(
            f"“{path.name}”不是台账，或已损坏", "请用备份恢复这个文件，再重新运行"
        ) from error


def _admit(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file; refuse a file of another version or of another program."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if version == VERSION and {"meta", *_KEPT} <= tables:
        return
    if version > VERSION:
        raise SourceUnreadable(
            f"“{path.name}”由更新的版本写成（第 {version} 版）", "请升级 bayu-docs 后再打开"
        )
    if tables:
        raise SourceUnreadable(f"“{path.name}”不是本工具的台账", "请换一个文件夹")
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    for table in _KEPT:
        for action in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END"
            )
    connection.execute(f"PRAGMA user_version = {VERSION}")
