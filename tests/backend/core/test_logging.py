"""Lines of the log, for people and for machines."""

import json
import logging

import pytest

from backend.core.logging import configure_logging, create_formatter, current_request, name_request


@pytest.fixture
def record():
    record = logging.LogRecord("backend.drops", logging.WARNING, "", 0, "sold %d", (7,), None)
    record.created = 1_780_315_200.0
    return record


@pytest.fixture
def request_id():
    token = current_request.set("0123456789abcdef")
    yield current_request.get()
    current_request.reset(token)


def test_line__as_json__has_its_fields(record, request_id):
    name_request(record)

    assert json.loads(create_formatter("json").format(record)) == {
        "time": "2026-06-01T12:00:00+00:00",
        "level": "WARNING",
        "logger": "backend.drops",
        "message": "sold 7",
        "request_id": request_id,
    }


def test_line__of_the_server__is_not_said_twice(record):
    record.color_message = "sold \x1b[36m%d"

    assert "color_message" not in json.loads(create_formatter("json").format(record))


def test_line__as_text__names_the_request(record, request_id):
    name_request(record)

    assert create_formatter("text").format(record).endswith(f"WARNING backend.drops [{request_id}]: sold 7")


def test_line__outside_requests__names_none(record):
    name_request(record)

    assert "[-]" in create_formatter("text").format(record)


def test_configure_logging__as_json__writes_to_standard_error(capsys):
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        configure_logging("json")
        logging.getLogger("backend.drops").info("sold")
    finally:
        logging.getLogger().handlers[:], logging.getLogger().level = before

    assert json.loads(capsys.readouterr().err)["message"] == "sold"
