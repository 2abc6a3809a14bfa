"""Which requests a browser may send from where."""

import pytest

OWN = "http://label.test"
ELSEWHERE = "http://evil.test"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": OWN},
        {"Origin": OWN, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=["of a program", "old browser", "own page", "typed"],
)
async def test_writing__of_the_label_itself__is_let_in(client, headers):
    assert (await client.post("/api/words", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "http://label.test.evil.test"},
        {"Origin": "https://label.test"},
        {"Origin": "http://label.test:8080"},
        {"Origin": OWN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": OWN, "Sec-Fetch-Site": "same-site"},
    ],
    ids=["elsewhere", "null", "longer", "scheme", "port", "cross-site", "neighbour"],
)
async def test_writing__of_another_site__is_refused(client, headers):
    answer = await client.post("/api/words", headers=headers)

    assert (answer.status_code, answer.json()["title"]) == (403, "Cross site")
    assert OWN in answer.json()["detail"]


async def test_reading__from_another_site__is_let_in(client):
    answer = await client.get("/api/drops/night-bus", headers={"Origin": ELSEWHERE, "Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
