import pytest

from scripts._abis import contract_at
from scripts._currencies import Currency
from scripts._label_decisions import allow_token
from scripts._networks import network_of
from scripts._refusal import Refusal
from scripts._screen import Declined
from scripts._token import find_token, read_token
from tests.scripts.tokens import deploy_token

LOCAL = network_of(31337)
# The mock's words for what a token may lack.
SEPARATOR = ("def DOMAIN_SEPARATOR", "def SOMETHING_ELSE")
VERSION_2 = ('version: public(constant(String[1])) = "2"', 'edition: public(constant(String[1])) = "2"')
WRONG_VERSION = ('version: public(constant(String[1])) = "2"', 'version: public(constant(String[1])) = "7"')
STATE = ("authorizationState: public(", "authorizationState: (")
DECIMALS = ("decimals: public(constant(uint8)) = 6", "places: public(constant(uint8)) = 6")


@pytest.fixture
def label(deployments):
    return contract_at("Label", deployments.find_contract("Label")["address"])


def test_read_token__default_case__is_what_it_says_and_proves(provider, usdc):
    assert read_token(provider, usdc, LOCAL) == Currency(usdc, "USDC", 6, "USD Coin", "2", takes_authorizations=True)


@pytest.mark.parametrize(
    ("change", "domain", "takes_authorizations"),
    [
        (VERSION_2, ("USD Coin", "2"), True),
        (SEPARATOR, ("", ""), False),
        (WRONG_VERSION, ("USD Coin", "2"), True),
        (STATE, ("USD Coin", "2"), False),
    ],
    ids=["without version", "without separator", "with a wrong version", "without authorizations"],
)
def test_read_token__that_says_less__is_believed_what_it_proves(provider, node, change, domain, takes_authorizations):
    currency = read_token(provider, deploy_token(node, change), LOCAL)

    assert (currency.name, currency.version) == domain
    assert currency.takes_authorizations is takes_authorizations


def test_read_token__without_decimals__is_refused(provider, node):
    with pytest.raises(Refusal, match=r"is no ERC-20 token on the local chain, or does not say its symbol and"):
        read_token(provider, deploy_token(node, DECIMALS), LOCAL)


def test_read_token__where_no_contract_is__is_refused(provider, node, stranger):
    with pytest.raises(Refusal, match=rf"^{stranger.address} is no ERC-20 token"):
        read_token(provider, stranger.address, LOCAL)


@pytest.mark.parametrize(
    ("chain_id", "address"),
    [(137, "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359"), (80002, "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582")],
)
def test_find_token__known_symbol__is_its_address_on_the_network(chain_id, address):
    assert find_token("usdc", network_of(chain_id)) == address


def test_find_token__unknown_symbol__asks_for_the_address():
    with pytest.raises(Refusal, match=r"USDC is no token known on the local chain: give the token's address"):
        find_token("USDC", LOCAL)


def test_allow_token__default_case__allows_and_records_it(desk, usdc, label, deployments, screen):
    allow_token(desk, usdc, is_allowed=True)

    assert label.is_currency(usdc)
    (currency,) = deployments.list_currencies()
    assert (currency.symbol, currency.decimals, currency.takes_authorizations) == ("USDC", 6, True)
    assert f"new drops may be priced in USDC ({usdc}), 6 decimals; fans pay with a signature." in screen.said[0]
    assert screen.said[-1] == f"Drops can be priced in USDC ({usdc}) now."


def test_allow_token__again__refuses(desk, usdc):
    allow_token(desk, usdc, is_allowed=True)

    with pytest.raises(Refusal, match=rf"^USDC \({usdc}\) is allowed already: there is nothing to do\.$"):
        allow_token(desk, usdc, is_allowed=True)


def test_allow_token__record_was_lost__writes_it_again_and_sends_nothing(desk, usdc, deployments, screen):
    allow_token(desk, usdc, is_allowed=True)
    records = deployments.list_currencies()
    deployments.path.write_text(deployments.path.read_text().replace(usdc, "0x" + "11" * 20))

    allow_token(desk, usdc, is_allowed=True)

    assert records[0] in deployments.list_currencies()
    assert screen.asked == ["Send it?"]


def test_allow_token__off__keeps_the_record_for_drops_priced_in_it(desk, usdc, label, deployments, screen):
    allow_token(desk, usdc, is_allowed=True)

    allow_token(desk, usdc, is_allowed=False)

    assert not label.is_currency(usdc)
    assert [currency.address for currency in deployments.list_currencies()] == [usdc]
    assert screen.said[-1] == f"New drops cannot be priced in USDC ({usdc}) now."


def test_allow_token__by_a_stranger__names_the_owner(create_desk, usdc, stranger, artist):
    with pytest.raises(Refusal, match=rf"{stranger.address} does not own this label: .* {artist.address}"):
        allow_token(create_desk(stranger), usdc, is_allowed=True)


def test_allow_token__declined__records_nothing(desk, usdc, label, deployments, screen):
    screen.answer = Declined()

    with pytest.raises(Declined):
        allow_token(desk, usdc, is_allowed=True)
    assert (label.is_currency(usdc), deployments.list_currencies()) == (False, ())
