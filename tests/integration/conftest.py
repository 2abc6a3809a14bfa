import pytest
from eth_utils import keccak

from scripts._abis import contract_at
from tests.contracts._payees import order


@pytest.fixture(scope="session")
def artist(accounts):
    return accounts[0]


@pytest.fixture(scope="session")
def collector(accounts):
    return accounts[1]


@pytest.fixture(scope="session")
def fan(accounts):
    return accounts[2]


@pytest.fixture(scope="session")
def producer(accounts):
    return accounts[3]


@pytest.fixture(scope="session")
def keeper(accounts):
    return accounts[4]


@pytest.fixture(scope="session")
def payees(artist, producer):
    return order([(artist.address, 700_000), (producer.address, 300_000)])


@pytest.fixture(scope="session")
def release():
    return keccak(text="warehouse-nights")


@pytest.fixture(scope="session")
def price():
    return 10**16


@pytest.fixture(scope="session")
def terms(price):
    return {
        "name": "Warehouse Nights",
        "symbol": "WHN",
        "metadata": keccak(text="metadata"),
        "supply": 10,
        "price": price,
        "opens": 0,
        "closes": 0,
        "wallet_cap": 3,
        "royalty_bps": 500,
    }


@pytest.fixture
def shared_split(project, artist):
    """The code that splits share, which also creates them."""
    return artist.deploy(project.RoyaltySplit)


@pytest.fixture
def label(project, artist, shared_split):
    office = artist.deploy(project.DropOffice)
    return artist.deploy(project.Label, artist.deploy(project.MixDrop, office), shared_split, artist)


@pytest.fixture
def drop(project, label, artist, release, terms, payees):
    label.create_drop(release, terms, payees, sender=artist)
    return contract_at("MixDrop", label.drop_of(release))


@pytest.fixture
def split(project, drop):
    return project.RoyaltySplit.at(drop.split())
