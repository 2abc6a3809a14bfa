"""In what form a request wants the content."""

import pytest

from backend.gateway.errors import NotServed
from backend.gateway.negotiation import Form, Query, negotiate

RAW = "application/vnd.ipld.raw"
CAR = "application/vnd.ipld.car"
DAG_JSON = "application/vnd.ipld.dag-json"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, Form.FILE),
        ("", Form.FILE),
        ("*/*", Form.FILE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Form.FILE),
        ("application/json", Form.FILE),
        (RAW, Form.RAW),
        (RAW.upper(), Form.RAW),
        (f"{RAW}, */*", Form.RAW),
        (f"{RAW};q=0.5, {CAR};q=0.9", Form.CAR),
        (f"*/*;q=0.1, {CAR};version=1", Form.CAR),
        (f"{RAW};q=0, */*", Form.FILE),
        (f"{RAW};q=much", Form.FILE),
        (f"{DAG_JSON}, {RAW}", Form.RAW),
        (f"{DAG_JSON}, */*;q=0.1", Form.FILE),
    ],
)
def test_negotiate__accept__is_the_best_liked_form_made_here(accept, form):
    assert negotiate(Query(), accept).form == form


def test_negotiate__only_forms_not_made_here__are_refused():
    with pytest.raises(NotServed, match="does not make DAG-JSON"):
        negotiate(Query(), f"{DAG_JSON}, application/x-tar")


@pytest.mark.parametrize("accept", [RAW, DAG_JSON, "*/*"])
def test_negotiate__format__wins_over_accept(accept):
    assert negotiate(Query(format="car"), accept).form == Form.CAR


def test_negotiate__parameters__of_the_url_win_one_by_one():
    query = Query.model_validate({"format": "car", "car-order": "dfs"})

    assert negotiate(query, f'{CAR}; order=bfs; dups="y"').car.media_type == f"{CAR}; version=1; order=dfs; dups=y"


def test_negotiate__parameters_of_an_archive__mean_nothing_to_a_file():
    assert negotiate(Query.model_validate({"dag-scope": "some"}), None).form == Form.FILE
