import sqlite3
from contextlib import closing

from backend.core.sqlite import SubsecondConnection


def test_connection__unixepoch_subsec__is_the_time_in_any_library():
    with closing(sqlite3.connect(":memory:", factory=SubsecondConnection)) as connection:
        connection.execute("create table moments (at integer default (unixepoch('subsec') * 1000))")
        connection.execute("insert into moments default values")
        (moment,) = connection.execute("select at from moments").fetchone()

    assert moment > 1_700_000_000_000
