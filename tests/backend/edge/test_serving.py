"""How the server is set up."""

import logging
import resource

from backend.edge.serving import SPARE_FILES, choose_loop, choose_options


def test_choose_loop__always__leaves_the_log_as_it_is():
    before = logging.getLogger("uvicorn").handlers[:]

    choose_loop()

    assert logging.getLogger("uvicorn").handlers == before


def test_choose_options__files_allowed__are_raised_to_what_connections_need():
    connections = choose_options()["limit_concurrency"]

    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= connections + SPARE_FILES
