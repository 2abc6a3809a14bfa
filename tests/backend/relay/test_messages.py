"""What a fan signs, and who did."""

import pytest
from eth_account.messages import _hash_eip191_message, encode_typed_data

from backend.relay.messages import Domain, compute_digest, find_key_signature, write_typed_data
from tests.backend.relay.signing import ballot, delegation, sign

DOMAIN = Domain("Fans", 31337, "0x" + "00" * 19 + "11")
OTHERS = [
    {"proposal": 2**255 + 8},
    {"support": 0},
    {"nonce": 4},
    {"reason": "Because"},
    {"account": "0x" + "00" * 19 + "22"},
]


@pytest.fixture
def signed(fan):
    return sign(ballot(fan.address), DOMAIN, fan)


def test_write_typed_data__ballot__is_what_a_governor_of_openzeppelin_asks_for(fan):
    typed_data = write_typed_data(ballot(fan.address), DOMAIN)

    assert typed_data["primaryType"] == "Ballot"
    assert [field["name"] for field in typed_data["types"]["Ballot"]] == ["proposalId", "support", "voter", "nonce"]
    assert typed_data["message"]["proposalId"] == str(2**255 + 7)


def test_write_typed_data__with_a_reason__shows_it_to_who_signs(fan):
    typed_data = write_typed_data(ballot(fan.address, reason="Because"), DOMAIN)

    assert (typed_data["primaryType"], typed_data["message"]["reason"]) == ("ExtendedBallot", "Because")


def test_write_typed_data__delegation_to_nobody__names_the_zero_address(fan):
    typed_data = write_typed_data(delegation(fan.address, delegate=None), DOMAIN)

    assert typed_data["message"]["delegatee"] == "0x" + "0" * 40


def test_compute_digest__same_ballot_signed_otherwise__is_the_same(signed):
    assert compute_digest(signed, DOMAIN) == compute_digest(signed.model_copy(update={"signature": "0x11"}), DOMAIN)


@pytest.mark.parametrize("change", OTHERS, ids=lambda change: next(iter(change)))
def test_compute_digest__another_ballot__is_another(signed, change):
    assert compute_digest(signed, DOMAIN) != compute_digest(signed.model_copy(update=change), DOMAIN)


@pytest.mark.parametrize(
    "domain",
    [
        Domain("Fans", 137, DOMAIN.contract),
        Domain("Fans", 31337, "0x" + "00" * 19 + "33"),
        Domain("F", 31337, DOMAIN.contract),
    ],
    ids=["chain", "governor", "name"],
)
def test_compute_digest__for_another_governor__is_another(signed, domain):
    assert compute_digest(signed, DOMAIN) != compute_digest(signed, domain)


def test_compute_digest__any_ballot__is_the_one_wallets_sign(signed):
    message = encode_typed_data(full_message=write_typed_data(signed, DOMAIN))

    assert compute_digest(signed, DOMAIN) == _hash_eip191_message(message)


@pytest.mark.parametrize("describe", [ballot, delegation])
def test_find_key_signature__of_the_account__is_found(fan, describe):
    signed = sign(describe(fan.address), DOMAIN, fan)

    assert find_key_signature(signed, compute_digest(signed, DOMAIN)) == signed.signature


def test_find_key_signature__last_byte_from_zero__is_as_contracts_take_it(signed):
    early = signed.signature[:-2] + f"{int(signed.signature[-2:], 16) - 27:02x}"

    found = find_key_signature(signed.model_copy(update={"signature": early}), compute_digest(signed, DOMAIN))

    assert found == signed.signature


@pytest.mark.parametrize("signature", ["0x", "0x" + "00" * 65, "0x" + "ff" * 65, "0x" + "11" * 66])
def test_find_key_signature__what_no_key_signed__is_none(signed, signature):
    unsigned = signed.model_copy(update={"signature": signature})

    assert find_key_signature(unsigned, compute_digest(unsigned, DOMAIN)) is None


def test_find_key_signature__of_somebody_else__is_none(fan, stranger):
    forged = sign(ballot(fan.address), DOMAIN, stranger)

    assert find_key_signature(forged, compute_digest(forged, DOMAIN)) is None
