import pytest

from scripts._label_decisions import (
    decide_acceptance,
    decide_crew,
    decide_description,
    decide_offer,
    read_directory,
    read_rights,
)
from scripts._live_drop import Right, open_drop
from scripts._refusal import Refusal

DIGEST = bytes(range(32))
CID = "bafybeiaaaebagbafaydqqcikbmga2dqpcaireeyuculbogazdinryhi6d4"


@pytest.fixture
def drop(create_publication, desk):
    create_publication().run()
    return open_drop(desk.catalogue, "low-tide")


def refuse(desk, decision):
    with pytest.raises(Refusal) as refused:
        desk.carry_out(decision)
    return refused.value.message


def test_crew__default_case__gives_rights(desk, stranger, screen):
    desk.carry_out(decide_crew(desk, stranger.address, Right.CREATE | Right.PAUSE))

    assert desk.catalogue.rights_of(stranger.address) == 5
    assert f"{stranger.address} may create, pause for this label; nothing final." in screen.said[-2]
    assert screen.said[-1] == f"{stranger.address} may create, pause now."


def test_crew__again__says_so(desk, stranger):
    refusal = refuse(desk, decide_crew(desk, stranger.address, Right(0)))

    assert refusal == f"{stranger.address} may nothing already: there is nothing to do."


def test_crew__by_a_stranger__names_the_owner(create_desk, stranger, artist):
    desk = create_desk(stranger)

    assert artist.address in refuse(desk, decide_crew(desk, stranger.address, Right.PAUSE))


@pytest.mark.parametrize(
    ("names", "rights"),
    [("create,airdrop,pause", 7), ("pause", 4), ("airdrop, create", 3), ("nothing", 0)],
)
def test_read_rights__names__are_their_sum(names, rights):
    assert read_rights(names) == rights


def test_read_rights__unknown__names_those_there_are():
    with pytest.raises(Refusal, match=r"--may mint is no right: choose from create, airdrop, pause, or nothing\."):
        read_rights("pause,mint")


def test_offer_drop__accepted__is_up_to_the_new_owner(desk, drop, create_desk, stranger, screen):
    desk.carry_out(decide_offer(desk, drop, stranger.address))
    assert screen.said[-1] == (
        f"“low-tide” is offered: {stranger.address} accepts it by `ape run label accept-drop low-tide`."
    )

    create_desk(stranger).carry_out(decide_acceptance(create_desk(stranger), drop))

    assert drop.ask("owner") == stranger.address
    assert screen.said[-1] == f"“low-tide” is up to {stranger.address} now."
    assert stranger.address in refuse(desk, decide_offer(desk, drop, stranger.address))


def test_accept_drop__not_offered__passes_the_reason_on(drop, create_desk, stranger):
    desk = create_desk(stranger)

    assert "(label: drop was not offered to you), so nothing was sent" in refuse(desk, decide_acceptance(desk, drop))


def test_describe__default_case__says_where_the_labels_metadata_is(desk, screen):
    desk.carry_out(decide_description(desk, DIGEST))

    assert DIGEST.hex() in desk.catalogue.metadata_uri()
    assert screen.said[-1] == "The label is described."
    assert refuse(desk, decide_description(desk, DIGEST)).startswith("The label has this description already")


@pytest.mark.parametrize("text", [CID, "0x" + DIGEST.hex()], ids=["cid", "digest"])
def test_read_directory__either_way__is_its_digest(text):
    assert read_directory(text) == DIGEST


@pytest.mark.parametrize("text", ["QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG", "0x12", "bafkrei" + "a" * 52])
def test_read_directory__anything_else__says_what_to_give(text):
    with pytest.raises(
        Refusal, match=r"names no directory on IPFS: give its CID \(bafybei…\), or 0x and the 64 digits"
    ):
        read_directory(text)
