import pytest

from scripts._catalogue import open_catalogue, release_key
from scripts._refusal import Refusal


def test_open_catalogue__default_case__is_the_recorded_label(deployments, create_chain):
    catalogue = open_catalogue(deployments, create_chain())

    assert catalogue.address == deployments.find_contract("Label")["address"]
    assert catalogue.find_drop("low-tide") is None


def test_open_catalogue__no_label_yet__names_the_command_that_makes_one(node, create_deployments, create_chain):
    with pytest.raises(Refusal, match=r"There is no label on the local chain: run `ape run label deploy`"):
        open_catalogue(create_deployments(), create_chain())


def test_open_catalogue__chain_was_wiped__names_the_address(node, create_deployments, create_chain):
    create_deployments().record_contract("Label", {"address": "0x" + "11" * 20})

    with pytest.raises(Refusal, match=r"The record says the label is at 0x1111.*, but nothing is there"):
        open_catalogue(create_deployments(), create_chain())


def test_get_drop__gone_with_its_block__says_to_run_again(deployments, create_chain):
    with pytest.raises(Refusal, match=r"The drop of “low-tide” is not on chain any more: run this again\."):
        open_catalogue(deployments, create_chain()).get_drop("low-tide")


def test_release_key__slug__is_its_keccak256():
    assert release_key("low-tide").hex() == "8fb71439c5255fb4aaedf4a8a41c5ad2e083d0fc6e40e02c510a2b2af73c188f"
