import pytest

from scripts._abis import contract_at
from scripts._label_decisions import allow_token, decide_crew
from scripts._live_drop import Right
from scripts._refusal import Refusal
from scripts._screen import Declined
from tests.scripts.releases import PRODUCER, SINGER
from tests.scripts.storages import create_copy, create_object


def test_run__default_case__creates_drop_and_split_and_prints_the_page(create_publication, backend, deployments):
    page = create_publication(price="0.05", wallet_cap=3).run()

    record = deployments.find_drop("low-tide")
    drop = contract_at("MixDrop", record["address"])
    assert page == f"{backend.url}/drops/low-tide"
    assert (drop.price(), drop.supply(), drop.wallet_cap()) == (5 * 10**16, 100, 3)
    assert drop.split() == record["split"]


def test_run__default_case__tells_the_backend_what_it_tells_the_chain(create_publication, backend):
    create_publication().run()

    described = backend.releases["low-tide"]["manifest"]
    assert (described["title"], described["supply"]) == ("Low Tide", 100)
    assert [(payee["account"], payee["share"]) for payee in described["payees"]] == [
        (PRODUCER, 625_000),
        (SINGER, 375_000),
    ]


def test_run__default_case__shows_progress_then_the_plan_then_asks(create_publication, screen):
    create_publication().run()

    stages = [line for line in screen.said if line in ("decoding", "sealing", "pinning", "done")]
    assert stages == ["decoding", "sealing", "pinning", "done"]
    assert screen.said[-1].startswith("“Low Tide” by Isla Rook, to be created on the local chain")
    assert screen.asked == ["Create it?"]


def test_run__places_are_configured__says_how_many_copies_are_made(create_publication, backend, screen):
    backend.copies = [create_object("low-tide/mix", create_copy("pinata"), create_copy("home", "queued"))]

    create_publication().run()

    assert screen.said[-1] == "Copies elsewhere: 1 of 2 are made; `ape run storage status` shows how far all are."


def test_run__default_case__leaves_no_journal(create_publication):
    publication = create_publication()
    publication.run()

    assert not publication.chain.journal.path.exists()


def test_run__after_success__sends_nothing_and_says_where_it_is(create_publication, backend, deployments, screen):
    page = create_publication().run()
    sign_ins = backend.count("POST", "/sign-in")

    assert create_publication().run() == page
    address = deployments.find_drop("low-tide")["address"]
    assert screen.said[-1] == f"“low-tide” is at {address} on the local chain already."
    assert backend.count("POST", "/sign-in") == sign_ins


def test_run__record_was_lost__writes_it_again(create_publication, deployments):
    create_publication().run()
    published = deployments.find_drop("low-tide")
    deployments.record_drop("low-tide", {"address": "0x" + "00" * 20})

    create_publication().run()

    assert deployments.find_drop("low-tide") == {"address": published["address"], "split": published["split"]}


def test_run__declined__sends_nothing_and_uploads_once(create_publication, backend, screen, deployments):
    screen.answer = Declined()
    with pytest.raises(Declined):
        create_publication().run()
    assert deployments.find_drop("low-tide") is None

    screen.answer = None
    create_publication().run()
    assert backend.count("PUT", "/audio") == backend.count("PUT", "/cover") == 1
    assert "The backend has mix.wav already." in screen.said


def test_run__audio_changed__uploads_it_again(create_publication, backend, screen, release):
    screen.answer = Declined()
    with pytest.raises(Declined):
        create_publication().run()
    audio = release.parent / "mix.wav"
    audio.write_bytes(b"\x02" * audio.stat().st_size)

    with pytest.raises(Declined):
        create_publication().run()
    assert (backend.count("PUT", "/audio"), backend.count("PUT", "/cover")) == (2, 1)


def test_run__preparation_fails__passes_the_reason_through(create_publication, backend, deployments):
    backend.refusal = "The audio is silent. Choose another file."

    with pytest.raises(Refusal, match=r"^audio: The audio is silent\. Choose another file\.$"):
        create_publication().run()
    assert deployments.find_drop("low-tide") is None


def test_run__wallet_on_another_chain__names_both(create_publication, backend):
    backend.chain_id = 137

    with pytest.raises(
        Refusal, match=r"The wallet is on the local chain \(31337\), the label at .* on Polygon \(137\)"
    ):
        create_publication().run()
    assert backend.releases == {}


def test_run__not_the_owner__names_who_is(create_publication, backend, stranger, artist):
    with pytest.raises(Refusal, match=rf"{stranger.address} does not own this label: .* {artist.address}"):
        create_publication(account=stranger).run()
    assert backend.releases == {}


def test_run__by_crew_that_creates__creates_the_drop(create_publication, desk, deployments, stranger):
    desk.carry_out(decide_crew(desk, stranger.address, Right.CREATE))

    create_publication(account=stranger).run()

    assert deployments.find_drop("low-tide")["address"]


def test_run__closing_in_the_past__is_refused_before_anything(create_publication, backend):
    with pytest.raises(Refusal, match=r"closes \(Wed 1 Jan 2025 20:00 \+00:00\) has passed"):
        create_publication(closes="2025-01-01T20:00Z").run()
    assert backend.releases == {}


def test_run__audio_missing__is_refused_before_anything(create_publication, backend, release):
    publication = create_publication()
    (release.parent / "mix.wav").unlink()

    with pytest.raises(Refusal, match=r"^audio: there is no file"):
        publication.run()
    assert backend.releases == {}


def test_run__without_funds__says_how_much_is_missing(create_publication, node, artist, deployments):
    node.ask("anvil_setBalance", artist.address, "0x1")

    with pytest.raises(Refusal, match=r"may need .* POL: send it some POL first"):
        create_publication().run()
    assert deployments.find_drop("low-tide") is None


def test_run__backend_never_shows_the_drop__says_where_it_is(create_publication, backend, deployments):
    backend.shows_drops = False

    with pytest.raises(Refusal, match=r"The drop is on chain at 0x.* does not show it yet"):
        create_publication().run()
    assert deployments.find_drop("low-tide")["address"]


@pytest.fixture
def friends(release):
    """A phase for a list that lies beside the release."""
    (release.parent / "friends.csv").write_text(f"wallet,quantity\n{PRODUCER},2\n{SINGER},1\n")
    return {"name": "Friends", "price": "0.02", "allowlist": "friends.csv"}


def test_run__allowlist__is_kept_by_the_backend_before_the_plan_is_shown(create_publication, backend, screen, friends):
    screen.answer = Declined()

    with pytest.raises(Declined):
        create_publication(phases=[friends]).run()

    (rows,) = backend.allowlists.values()
    assert rows == [(PRODUCER, 2, 2 * 10**16), (SINGER, 1, 2 * 10**16)]
    assert "Handing in friends.csv, 2 wallets." in screen.said


def test_run__allowlist__puts_the_backends_root_on_chain(create_publication, backend, deployments, friends):
    create_publication(phases=[friends]).run()

    drop = contract_at("MixDrop", deployments.find_drop("low-tide")["address"])
    assert ["0x" + drop.phase_at(1).root.hex()] == list(backend.allowlists)


def test_run__allowlist_of_a_drop_that_exists__is_handed_in_to_a_new_backend(create_publication, backend, friends):
    create_publication(phases=[friends]).run()
    (root,) = backend.allowlists
    backend.allowlists.clear()

    create_publication(phases=[friends]).run()

    assert list(backend.allowlists) == [root]


def test_run__allowlist_not_kept_whole__creates_nothing(create_publication, backend, deployments, friends):
    backend.loses_entries = 1

    with pytest.raises(Refusal, match=r"did not keep all of friends\.csv: look at its log, then run this again\."):
        create_publication(phases=[friends]).run()
    assert deployments.find_drop("low-tide") is None


def test_run__phase_closing_in_the_past__names_the_phase(create_publication, backend):
    late = {"name": "Late", "price": "1", "closes": "2025-01-01T20:00Z"}

    with pytest.raises(Refusal, match=r"^closes \(phases, entry 1\) \(Wed 1 Jan 2025 20:00 \+00:00\) has passed"):
        create_publication(phases=[late]).run()
    assert backend.releases == {}


def test_run__cut_off_in_the_past__is_refused_before_anything(create_publication, backend):
    with pytest.raises(Refusal, match=r"^cut_off \(Wed 1 Jan 2025 20:00 \+00:00\) has passed: give a later time\.$"):
        create_publication(supply="open", cut_off="2025-01-01T20:00Z").run()
    assert backend.releases == {}


def test_run__validator_that_is_no_contract__is_refused_before_anything(create_publication, backend):
    with pytest.raises(Refusal, match=rf"validator is {SINGER}, and there is no contract on the local chain"):
        create_publication(validator=SINGER).run()
    assert backend.releases == {}


def test_run__currency_no_longer_allowed__names_the_command(create_publication, backend, desk, usdc):
    allow_token(desk, usdc, is_allowed=True)
    allow_token(desk, usdc, is_allowed=False)

    with pytest.raises(Refusal, match=rf"is not allowed by the label any more: run `ape run label allow {usdc}` first"):
        create_publication(currency="USDC").run()
    assert backend.releases == {}
