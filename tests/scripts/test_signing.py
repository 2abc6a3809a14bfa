import json

import pytest
from ape_accounts import KeyfileAccount
from eth_account import Account
from eth_account.messages import encode_defunct

from scripts._refusal import Refusal
from scripts._signing import sign_text, unlock

PASSPHRASE = "low tide at five"
WEAK = {"kdf": "pbkdf2", "iterations": 2}  # quick to open, for keys that guard nothing


@pytest.fixture
def dj(tmp_path):
    """A keystore account as Ape keeps them."""
    path = tmp_path / "dj.json"
    path.write_text(json.dumps(Account.encrypt("0x" + "a7" * 32, PASSPHRASE, **WEAK)))
    return KeyfileAccount(keyfile_path=path)


def test_unlock__passphrase_in_the_environment__signs_without_a_question(dj, monkeypatch, caplog):
    monkeypatch.setenv("APE_ACCOUNTS_dj_PASSPHRASE", PASSPHRASE)

    unlock(dj)

    signature = sign_text(dj, "hello", "a greeting")
    assert Account.recover_message(encode_defunct(text="hello"), signature=signature) == dj.address
    assert caplog.messages == []


def test_unlock__wrong_passphrase__names_the_account(dj, monkeypatch):
    monkeypatch.setenv("APE_ACCOUNTS_dj_PASSPHRASE", "wrong")

    with pytest.raises(Refusal, match=r"The passphrase does not unlock dj: run this again and enter the right one\."):
        unlock(dj)


def test_unlock__account_that_has_no_lock__does_nothing(artist):
    unlock(artist)

    assert sign_text(artist, "hello", "a greeting").startswith("0x")
