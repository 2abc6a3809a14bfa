"""Every example in metadata/releases is really published, and the chain promises what its file says."""

import shutil
from pathlib import Path

import pytest

from scripts._abis import contract_at
from scripts._chain import Request
from scripts._drop_structs import NEVER, OPEN_SUPPLY
from scripts._label_decisions import allow_token
from scripts._refusal import Refusal
from tests.contracts._allowlist import Allowlist
from tests.scripts.releases import PNG

EXAMPLES = sorted(path.parent for path in Path("metadata/releases").glob("*/release.yaml"))
VALIDATOR = "0x721C008fdff27BF06E7E123956E2Fe03B63342e3"
CODE = "0x00"


@pytest.fixture
def publish(create_publication, desk, usdc, node, deployments, tmp_path):
    """Publish an example on a label that allowed USDC; returns what its file says and the drop."""
    allow_token(desk, usdc, is_allowed=True)
    node.ask("anvil_setCode", VALIDATOR, CODE)

    def publish(slug):
        folder = shutil.copytree(f"metadata/releases/{slug}", tmp_path / slug, dirs_exist_ok=True)
        (folder / "mix.wav").write_bytes(b"RIFF" + b"\x01" * 1_000)
        (folder / "cover.png").write_bytes(PNG)
        publication = create_publication(path=folder / "release.yaml")
        publication.run()
        return publication.manifest, contract_at("MixDrop", deployments.find_drop(slug)["address"])

    return publish


def find_root(phase):
    entries = phase.allowlist.entries if phase.allowlist else ()
    return Allowlist(*((entry.wallet, entry.quantity, entry.price) for entry in entries)).root if entries else bytes(32)


@pytest.mark.parametrize("slug", [example.name for example in EXAMPLES])
def test_publish__example__sells_as_its_file_says(publish, backend, slug):
    manifest, drop = publish(slug)

    phases = [drop.phase_at(number) for number in range(1, drop.phase_count() + 1)]
    assert len(phases) == len(manifest.phases)
    for phase, wanted in zip(phases, manifest.phases, strict=True):
        assert (phase.opens, phase.closes) == (wanted.opens_at, wanted.closes_at)
        assert (phase.wallet_cap, phase.tier) == (wanted.wallet_cap, wanted.tier)
        assert phase.price == (wanted.price if wanted.is_public else 0)
        assert phase.in_currency is not wanted.currency.is_coin
        assert (phase.root, int(phase.signer, 16)) == (find_root(wanted), int(wanted.signer or "0x0", 16))
    assert [line["name"] for line in backend.releases[slug]["manifest"]["phases"]] == [p.name for p in manifest.phases]


@pytest.mark.parametrize("slug", [example.name for example in EXAMPLES])
def test_publish__example__promises_what_its_file_says(publish, slug):
    manifest, drop = publish(slug)

    sale, supply = manifest.public_sale, manifest.supply
    assert drop.supply() == (supply.most or OPEN_SUPPLY)
    assert (drop.least_supply(), drop.cut_off()) == (supply.least, supply.cut_off_at)
    assert (drop.price(), drop.opens()) == ((sale.price, sale.opens_at) if sale else (0, NEVER))
    tiers = [drop.tier_supply(number) for number in range(len(supply.tiers))]
    assert tiers == [tier.supply or OPEN_SUPPLY for tier in supply.tiers]
    assert drop.is_metadata_final() is (supply.most is not None)


def test_publish__concrete_garden__is_priced_in_the_token_and_pays_who_helped(publish, usdc):
    manifest, drop = publish("concrete-garden")

    assert (drop.currency(), drop.in_currency(), drop.price()) == (usdc, True, 9_990_000)
    assert (drop.referral_bps(), drop.platform_bps()) == (500, 250)
    assert drop.platform() == manifest.platform.account


def test_publish__glasshouse__has_a_golden_edition(publish, desk):
    _, drop = publish("glasshouse")

    # A drop without one refuses for another reason.
    request = Request("the draw", bytes(drop.schedule_golden.encode_input()), drop.address)
    with pytest.raises(Refusal, match="drop: not all is minted yet"):
        desk.chain.quote(request)


def test_publish__door_nine__is_soulbound(publish, artist):
    _, drop = publish("door-nine")

    drop.mint(artist, 1, sender=artist)

    assert drop.locked(1)


def test_publish__paper_lanterns__asks_its_validator(publish):
    _, drop = publish("paper-lanterns")

    assert drop.getTransferValidator() == VALIDATOR


def test_publish__members_first__says_who_may_hear_it(publish, backend):
    manifest, _ = publish("members-first")

    assert manifest.gates.keys() == {"mix", "original"}
    assert backend.gates == {("members-first", recording): tree for recording, tree in manifest.gates.items()}
