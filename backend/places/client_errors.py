"""What `ipfshttpclient` raises, as errors of this package."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import requests
from ipfshttpclient import exceptions

from backend.places.answer import Answer, unlike_its_kind
from backend.places.errors import PlaceUnavailable


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise `PlaceUnavailable` or `PlaceRefused` for whatever the library raises."""
    try:
        yield
    except exceptions.StatusError as error:
        raise _read_answer(place, error).problem() from error
    except exceptions.TimeoutError as error:
        raise PlaceUnavailable(place, "it does not answer in time") from error
    except exceptions.ConnectionError as error:
        raise PlaceUnavailable(place, "nothing answers at its address") from error
    except (exceptions.DecodingError, AssertionError) as error:
        # The library asserts that there is one JSON object.
        raise unlike_its_kind(place) from error
    except (exceptions.Error, requests.RequestException) as error:
        raise PlaceUnavailable(place, "it broke off half-way") from error


def _read_answer(place: str, error: exceptions.StatusError) -> Answer:
    response = getattr(error.original, "response", None)
    status = HTTPStatus.INTERNAL_SERVER_ERROR if response is None else response.status_code
    reason = str(error) if isinstance(error, exceptions.ErrorResponse) else None
    headers = {} if response is None else response.headers
    return Answer(place, status, headers, json.dumps(reason).encode())
