"""Every kind of sale, from the wish to the edition: prepared over HTTP, signed and sent as a wallet would."""

import pytest
from web3 import Web3

from tests.backend.chain.deployed_label import NOBODY, deploy
from tests.backend.drops.conftest import TOKEN_PRICE as PRICE
from tests.backend.drops.wallet import write_ticket
from tests.contracts._tickets import SIGNER
from tests.stage import find_account

REGISTRY = "0x00000000000000447e69651d841bD8D104Bed493"
REFERRER = Web3.to_checksum_address("0x" + "be" * 20)


async def test_collect__public_phase__pays_its_price(fan, open_drop):
    drop = await open_drop(phases=[{"price": 3 * 10**16, "tier": 0}])

    await fan.collect(phase=1, quantity=2)

    assert drop.functions.ownerOf(2).call() == fan.address
    assert fan.label.web3.eth.get_balance(drop.address) == 6 * 10**16


async def test_collect__with_referrer_and_comment__tells_both(fan, open_drop, index, database):
    drop = await open_drop(options={"referral_bps": 1000})

    await fan.collect(referrer=REFERRER, comment="für Mutti")

    assert drop.functions.owed(REFERRER).call() == 10**16
    (sold,) = drop.events.EditionSold().get_logs(from_block=0)
    assert (sold.args.comment, sold.args.referrer.lower()) == ("für Mutti", REFERRER.lower())


async def test_collect__on_the_list__pays_the_lists_price(fan, open_drop, keep_list):
    root = await keep_list(**{fan.address: (3, 10**15), REFERRER: (1, 0)})
    drop = await open_drop(phases=[{"root": root}])

    await fan.collect(phase=1, quantity=2)

    assert drop.functions.minted_in(1, fan.address).call() == 2
    assert fan.label.web3.eth.get_balance(drop.address) == 2 * 10**15
    assert "lets this wallet buy 3 editions altogether" in await fan.refusal(phase=1, quantity=2)


async def test_collect__not_on_the_list__is_refused(fan, open_drop, keep_list):
    root = await keep_list(**{REFERRER: (3, 10**15)})
    await open_drop(phases=[{"root": root}])

    assert "is not on the list of this phase" in await fan.refusal(phase=1)


async def test_collect__with_a_ticket__buys_all_it_is_good_for(fan, open_drop):
    drop = await open_drop(phases=[{"signer": SIGNER.address}])
    ticket = write_ticket(drop, fan.address)

    await fan.collect(ticket=ticket)

    assert drop.functions.balanceOf(fan.address).call() == 2
    assert "was used or taken back" in await fan.refusal(ticket=ticket)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"deadline": 1}, "This ticket was good until 1 January 1970", id="expired"),
        pytest.param({"signer": find_account(4)}, "was changed. Open the link again exactly as", id="another signer"),
        pytest.param({"wallet": REFERRER}, "or its delegate at delegate.xyz, can collect for it", id="another wallet"),
        pytest.param({"serial": 2**32}, "is not one of this drop, or was changed", id="serial too large"),
        pytest.param({"phase": 2}, "This phase is open to everyone", id="another phase"),
        pytest.param({"phase": 3}, "This drop has no phase 3", id="no such phase"),
    ],
)
async def test_collect__with_a_bad_ticket__says_what_is_wrong(fan, open_drop, changes, sentence):
    drop = await open_drop(phases=[{"signer": SIGNER.address}, {"price": 1}])

    assert sentence in await fan.refusal(ticket=write_ticket(drop, **({"wallet": fan.address} | changes)))


async def test_collect__without_the_ticket__asks_for_it(fan, open_drop):
    await open_drop(phases=[{"signer": SIGNER.address}])

    assert await fan.refusal(phase=1) == "This phase needs a ticket. Open the link the label sent you."


async def test_collect__as_a_delegate__mints_to_the_vault(fan, delegate, anvil, label, open_drop, keep_list):
    root = await keep_list(**{fan.address: (2, 10**15)})
    drop = await open_drop(phases=[{"root": root}])
    assert "or its delegate at delegate.xyz" in await delegate.refusal(phase=1, recipient=fan.address)
    registry = deploy(label.web3, "DelegateRegistry")
    anvil.ask("anvil_setCode", REGISTRY, label.web3.eth.get_code(registry.address).to_0x_hex())
    registry = label.web3.eth.contract(REGISTRY, abi=registry.abi)
    label.send(registry.functions.delegateContract(delegate.address, drop.address), fan.address)

    await delegate.collect(phase=1, recipient=fan.address)

    assert drop.functions.ownerOf(1).call() == fan.address


async def test_collect__priced_in_a_token_that_takes_authorizations__signs_once(fan, token, record, open_priced_drop):
    record()
    drop = await open_priced_drop(options={"referral_bps": 1000})

    await fan.collect(quantity=2, referrer=REFERRER, comment="hello")

    assert fan.steps == ["sign", "transaction"]
    assert drop.functions.ownerOf(2).call() == fan.address
    assert token.functions.balanceOf(drop.address).call() == 2 * PRICE
    assert drop.functions.owed(REFERRER, token.address).call() == 10**6


async def test_collect__authorization_for_something_else__is_refused(fan, record, open_priced_drop):
    record()
    await open_priced_drop()
    prepared = (await fan.ask()).json()
    signature = fan.key.sign_typed_data(full_message=prepared["sign"]).signature.to_0x_hex()
    authorization = prepared["authorization"] | {"signature": signature}

    assert "refuses this payment: invalid signature" in await fan.refusal(quantity=2, authorization=authorization)


async def test_collect__authorization_too_old__is_refused(fan, clock, record, open_priced_drop):
    record()
    await open_priced_drop()
    prepared = (await fan.ask()).json()
    authorization = prepared["authorization"] | {"signature": "0x" + "11" * 65}
    clock.advance(minutes=30)

    refused = await fan.refusal(authorization=authorization)

    assert refused == "The payment you signed is no longer good. Collect again and sign anew."


async def test_collect__priced_in_a_token_without_authorizations__approves_exactly(
    fan, token, record, open_priced_drop
):
    record(takes_authorizations=False)
    drop = await open_priced_drop()

    await fan.collect(quantity=3)

    assert fan.steps == ["approve", "transaction"]
    assert drop.functions.balanceOf(fan.address).call() == 3
    assert token.functions.allowance(fan.address, drop.address).call() == 0


async def test_collect__list_priced_in_a_token__signs_for_the_lists_price(
    fan, token, record, open_priced_drop, keep_list
):
    record()
    root = await keep_list(**{fan.address: (3, 10**6)})
    drop = await open_priced_drop(phases=[{"root": root, "in_currency": True}])

    await fan.collect(phase=1, quantity=2)

    assert token.functions.balanceOf(drop.address).call() == 2 * 10**6


async def test_collect__ticket_priced_in_a_token__signs_for_the_tickets_price(fan, token, record, open_priced_drop):
    record()
    drop = await open_priced_drop(phases=[{"signer": SIGNER.address, "in_currency": True}])

    await fan.collect(ticket=write_ticket(drop, fan.address, price=10**6))

    assert token.functions.balanceOf(drop.address).call() == 2 * 10**6


async def test_collect__phase_of_a_tier__mints_that_tier(fan, token, record, open_priced_drop):
    record()
    drop = await open_priced_drop(options={"tiers": [4, 1]}, phases=[{"price": PRICE, "tier": 1, "in_currency": True}])

    await fan.collect(phase=1)

    assert drop.functions.tier_of(1).call() == 1
    assert await fan.refusal(phase=1) == "All 1 editions of this tier are collected. Look at the others."
    assert (await fan.refusal(phase=1, quantity=2)).startswith("Fewer than 2 of the 1 editions of this tier are left.")


async def test_collect__free_phase_of_a_priced_drop__asks_for_nothing(fan, record, open_priced_drop):
    record()
    drop = await open_priced_drop(phases=[{"in_currency": True}])

    await fan.collect(phase=1)

    assert (fan.steps, drop.functions.ownerOf(1).call()) == (["transaction"], fan.address)


async def test_collect__too_few_tokens__says_how_many_are_missing(fan, record, open_priced_drop):
    record()
    await open_priced_drop(supply=100, phases=[{"price": 5_500_000, "in_currency": True}])

    assert await fan.refusal(quantity=20, phase=1) == (
        "This costs 110 USDC, and the wallet lacks 10 USDC. Top it up and try again."
    )


async def test_collect__token_not_in_the_record__says_so(fan, open_priced_drop):
    await open_priced_drop()

    assert "which this site does not know yet" in await fan.refusal()


@pytest.mark.parametrize("takes_authorizations", [True, False])
async def test_collect__drop_would_refuse__says_so_before_the_payment_is_signed(
    fan, record, open_priced_drop, takes_authorizations
):
    record(takes_authorizations=takes_authorizations)
    await open_priced_drop(wallet_cap=1)

    assert (await fan.refusal(quantity=2)).startswith("One wallet can collect one edition of this drop.")


@pytest.mark.parametrize(
    ("stop", "sentence"),
    [
        pytest.param("pause", "The label has paused this sale.", id="paused"),
        pytest.param("close", "The label has closed this drop for good.", id="closed"),
    ],
)
async def test_collect__label_stopped_the_sale__says_so(fan, label, open_drop, stop, sentence):
    drop = await open_drop()
    call = drop.functions.pause(True) if stop == "pause" else drop.functions.close()
    label.send(call, label.artist)

    assert (await fan.refusal()).startswith(sentence)


async def test_collect__after_the_cut_off__says_when_it_ended(fan, label, anvil, clock, index, open_drop):
    cut_off = int(clock().timestamp()) + 60
    drop = await open_drop(supply=2**32 - 1, options={"cut_off": cut_off})
    label.mint(drop, label.stranger)
    await index()
    anvil.ask("evm_setNextBlockTimestamp", cut_off)
    anvil.mine()
    clock.advance(seconds=60)

    assert (await fan.refusal()).startswith("Collecting ended on ")


async def test_collect__brought_by_oneself__is_refused(fan, open_drop):
    await open_drop(options={"referral_bps": 1000})

    assert (await fan.refusal(referrer=fan.address)).startswith("You cannot bring yourself.")


async def test_collect__more_than_at_once__is_refused(fan, open_drop):
    await open_drop(supply=100)

    assert await fan.refusal(quantity=10**80) == f"{10**80} editions cannot be minted at once. Choose fewer."


async def test_collect__no_public_sale__says_so(fan, open_drop):
    await open_drop(opens=2**40 - 1, phases=[{"price": 1}])

    assert (await fan.refusal()).startswith("This drop has no public sale.")


async def test_collect__for_nobody__is_refused(fan, open_drop):
    await open_drop()

    assert (await fan.refusal(recipient=NOBODY)).startswith(f"Only {NOBODY} itself")


async def test_collect__comment_too_long__names_the_field(fan, open_drop):
    await open_drop()

    refused = await fan.ask(comment="ü" * 71)

    assert (refused.status_code, refused.json()["field"]) == (422, "comment")
    assert "is longer than 140 bytes: write a shorter one" in refused.json()["detail"]
