import pytest

from scripts._drop_decisions import decide_close, decide_freeze
from scripts._live_drop import open_drop
from scripts._refusal import Refusal
from scripts._reveal import decide_reveal

CUT_OFF = "2040-06-30T20:00Z"


@pytest.fixture
def drop(create_publication, desk, artist):
    """An open drop of which two editions are minted."""
    create_publication(supply="open", cut_off=CUT_OFF, price="0").run()
    drop = open_drop(desk.catalogue, "low-tide")
    drop.contract.mint(artist, 2, sender=artist)
    return drop


def test_reveal__once_it_is_over__gives_each_edition_its_document(desk, drop, server, backend, screen):
    desk.carry_out(decide_close(desk, drop))
    backend.minted = 2

    desk.carry_out(decide_reveal(desk, drop, server))

    assert drop.ask("is_metadata_final")
    assert drop.ask("tokenURI", 2).endswith(f"{'cd' * 32}/2")
    assert "each of its 2 editions gets its own number and document. This is FINAL." in screen.said[-2]
    assert screen.said[-1] == "Each edition of “low-tide” has its own document now."


def test_reveal__still_selling__says_when_to_come_back(desk, drop, server):
    with pytest.raises(Refusal, match=r"“low-tide” can still be collected: run this again after its cut-off, or"):
        decide_reveal(desk, drop, server)


def test_reveal__backend_counts_otherwise__sends_nothing(desk, drop, server, backend):
    desk.carry_out(decide_close(desk, drop))
    backend.minted = 1

    with pytest.raises(Refusal, match=r"numbered 1 editions, 2 are minted: check which node it asks\."):
        decide_reveal(desk, drop, server)
    assert not drop.ask("is_metadata_final")


def test_reveal__of_final_metadata__says_so(desk, drop, server):
    desk.carry_out(decide_freeze(desk, drop))

    with pytest.raises(Refusal, match=r"^The metadata of “low-tide” is final already: there is nothing to do\.$"):
        desk.carry_out(decide_reveal(desk, drop, server))


def test_reveal__by_a_stranger__names_the_owner(create_desk, drop, server, stranger, artist):
    with pytest.raises(Refusal, match=rf"{stranger.address} does not decide about “low-tide”: .* {artist.address}\."):
        decide_reveal(create_desk(stranger), drop, server)
