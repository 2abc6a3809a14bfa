from dataclasses import astuple, replace
from functools import partial

import boa
import pytest
from eth_utils import keccak

from tests.contracts._chain import Drop, create_role, load, now
from tests.contracts._payees import order, pack, pack_tag, tag_of_release
from tests.contracts._sources import keep_compiled
from tests.contracts._splits import Split
from tests.contracts._terms import Options, Terms

NO_OPTIONS = Options()


@pytest.fixture(scope="session", autouse=True)
def compiled():
    keep_compiled()


@pytest.fixture(autouse=True)
def fresh_trace():
    """Start without a trace: titanoboa describes a contract by all that was ever stored at its address, by any code."""
    boa.env.sstore_trace.clear()


@pytest.fixture(autouse=True)
def fresh_accounts():
    """Forget the contracts of a test: py-evm takes a snapshot of each that was ever written to, at every call."""
    accounts = boa.env.evm.vm.state._account_db
    before = set(accounts._dirty_accounts)
    yield
    for address in accounts._dirty_accounts - before:
        del accounts._account_stores[address]
    accounts._dirty_accounts &= before


@pytest.fixture(scope="session")
def drop_deployer():
    return load("drops/MixDrop.vy")


@pytest.fixture(scope="session")
def office_deployer():
    return load("drops/DropOffice.vy")


@pytest.fixture(scope="session")
def split_deployer():
    return load("royalties/RoyaltySplit.vy")


@pytest.fixture(scope="session")
def managed_split_deployer():
    return load("royalties/ManagedSplit.vy")


@pytest.fixture(scope="session")
def label_deployer():
    return load("drops/Label.vy")


@pytest.fixture(scope="session")
def load_mock():
    loaded = {}

    def load_mock(name):
        if name not in loaded:
            loaded[name] = load(f"mocks/{name}.vy")
        return loaded[name].deploy()

    return load_mock


@pytest.fixture(scope="session")
def artist():
    return create_role("artist")


@pytest.fixture(scope="session")
def producer():
    return create_role("producer")


@pytest.fixture(scope="session")
def vocalist():
    return create_role("vocalist")


@pytest.fixture(scope="session")
def collector():
    return create_role("collector")


@pytest.fixture(scope="session")
def fan():
    return create_role("fan")


@pytest.fixture(scope="session")
def operator():
    return create_role("operator")


@pytest.fixture(scope="session")
def stranger():
    return create_role("stranger")


@pytest.fixture(scope="session")
def payees(artist, producer, vocalist):
    return order([(artist, 500_000), (producer, 300_000), (vocalist, 200_000)])


@pytest.fixture(scope="session")
def drop_implementation(drop_deployer, office_deployer):
    return drop_deployer.deploy(office_deployer.deploy())


@pytest.fixture(scope="session")
def split_implementation(split_deployer):
    return split_deployer.deploy()


@pytest.fixture(scope="session")
def managed_split_implementation(managed_split_deployer):
    return managed_split_deployer.deploy()


@pytest.fixture(scope="session")
def label(label_deployer, drop_implementation, split_implementation, artist):
    return label_deployer.deploy(drop_implementation, split_implementation, artist)


@pytest.fixture(scope="session")
def release():
    return keccak(text="warehouse-nights")


@pytest.fixture(scope="session")
def terms():
    return Terms(opens=now())


@pytest.fixture(scope="session")
def bind_drop(drop_deployer, office_deployer):
    return partial(Drop, [drop_deployer, office_deployer])


@pytest.fixture
def create_drop(label, bind_drop, artist, payees, release, terms):
    def create_drop(release=release, payees=payees, options=NO_OPTIONS, phases=(), **changes):
        changed = astuple(replace(terms, **changes))
        added = [astuple(phase) for phase in phases]
        drop, _ = label.create_drop(release, changed, payees, astuple(options), added, sender=artist)
        return bind_drop(drop)

    return create_drop


@pytest.fixture
def drop(create_drop):
    return create_drop()


@pytest.fixture
def split(drop, split_deployer, label, release):
    return Split(split_deployer, drop.split(), tag_of_release(label, release))


@pytest.fixture
def create_split(split_implementation, split_deployer):
    def create_split(payees, reward=0, kind=0):
        tag = pack_tag(reward, kind)
        return Split(split_deployer, split_implementation.create(pack(payees), tag), tag)

    return create_split
