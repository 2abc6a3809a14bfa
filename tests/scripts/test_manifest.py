from datetime import datetime
from pathlib import Path

import pytest

from scripts._manifest import load_manifest
from scripts._payees import Payee, pack_payees
from scripts._refusal import Refusal
from tests.scripts.releases import FIELDS, PRODUCER, SINGER, write_release

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "metadata" / "releases" / "last-tram" / "release.yaml"
PAYEE = FIELDS["payees"][0]


@pytest.fixture
def create_release(tmp_path):
    def create_release(slug="low-tide", **changes):
        return write_release(tmp_path / slug, **changes)

    return create_release


def refuse(path):
    with pytest.raises(Refusal) as refused:
        load_manifest(path)
    assert refused.value.exit_code == 2
    return refused.value.message


def test_load_manifest__default_case__reads_amounts_exactly(create_release):
    manifest = load_manifest(create_release())

    assert manifest.slug == "low-tide"
    assert manifest.public_sale.price == 5 * 10**16
    assert manifest.payees == (Payee(PRODUCER, 625_000, "Isla Rook"), Payee(SINGER, 375_000, None))


def test_load_manifest__without_times__opens_at_once_and_never_closes(create_release):
    sale = load_manifest(create_release()).public_sale

    assert (sale.opens_at, sale.closes_at) == (0, 0)


def test_load_manifest__without_symbol__takes_it_from_the_folder(create_release):
    assert load_manifest(create_release("a-very-long-night-out")).symbol == "AVERYLONGNIG"


def test_load_manifest__with_times__keeps_the_zone(create_release):
    sale = load_manifest(create_release(opens="2026-12-01T20:00+01:00", closes="2026-12-31T20:00:00Z")).public_sale

    assert sale.opens == datetime.fromisoformat("2026-12-01T20:00+01:00")
    assert sale.opens.isoformat().endswith("+01:00")
    assert sale.opens_at == 1796151600


def test_load_manifest__sample_release__is_valid():
    manifest = load_manifest(SAMPLE)

    assert manifest.slug == "last-tram"
    assert sum(payee.share for payee in manifest.payees) == 1_000_000


@pytest.mark.parametrize(
    ("written", "price_wei"),
    [("5", 5 * 10**18), ("0.05", 5 * 10**16), ("79228162514.264337593543950335", 2**96 - 1), ("0", 0)],
)
def test_load_manifest__price_without_quotes__loses_no_digit(create_release, written, price_wei):
    path = create_release()
    path.write_text(path.read_text().replace("price: '0.05'", f"price: {written}"))

    assert load_manifest(path).public_sale.price == price_wei


def test_load_manifest__account_without_quotes__is_no_number(create_release):
    path = create_release()
    path.write_text(path.read_text().replace(f"'{PRODUCER}'", PRODUCER))

    assert load_manifest(path).payees[0].account == PRODUCER


WRONG_FIELDS = {
    "unknown field": ({"titel": "Low Tide"}, "titel is not a field of a release: did you mean title?"),
    "missing title": ({"title": None}, "title is missing: add the name of the mix, 1 to 64 characters."),
    "empty title": ({"title": ""}, "title is empty; it should be the name of the mix, 1 to 64 characters."),
    "long title in bytes": ({"title": "ü" * 40}, "title takes 80 bytes, the chain keeps 64: shorten it."),
    "supply of 0": (
        {"supply": 0},
        "supply is 0; it should be the number of editions, a whole number from 1 to 10000, or open for",
    ),
    "supply too large": ({"supply": 10_001}, "supply is 10001; it should be"),
    "supply in words": ({"supply": "a hundred"}, 'supply is "a hundred"; it should be'),
    "price with 19 decimals": ({"price": "0.0000000000000000001"}, "with at most 18 decimals"),
    "negative price": ({"price": "-1"}, 'price is "-1"; it should be'),
    "price above 96 bits": ({"price": "79228162515"}, "price is 79228162515 POL, more than there will ever be"),
    "time without zone": ({"opens": "2026-12-01T20:00"}, "opens is '2026-12-01T20:00' without a time zone: append one"),
    "time in words": ({"closes": "new year's eve"}, "write date, time and zone as in 2026-12-01T20:00+01:00."),
    "closing before opening": (
        {"opens": "2026-12-02T20:00Z", "closes": "2026-12-01T20:00Z"},
        "closes (2026-12-01T20:00Z) is not later than opens (2026-12-02T20:00Z): move one of them.",
    ),
    "royalty too high": ({"royalty_bps": 1001}, "royalty_bps is 1001; it should be the share of later sales"),
    "no payees": ({"payees": []}, "payees is empty; it should be a list of 1 to 50 people who are paid"),
    "symbol in small letters": ({"symbol": "tide"}, "1 to 12 capital letters and digits"),
    "external url without scheme": ({"external_url": "label.example"}, "starting with https:// or http://"),
    "credit without a name": (
        {"credits": [{"role": "mastering"}]},
        "name (credits, entry 1) is missing: add who did it, 1 to 120 characters.",
    ),
    "unknown detail": ({"details": {"iscr": "DE-X12-26-00042"}}, "iscr (details) is not a field of a release: did you"),
    "isrc too short": (
        {"details": {"isrc": "DE-X12-26-42"}},
        'isrc (details) is "DE-X12-26-42"; it should be the recording\'s ISRC, such as DE-X12-26-00042.',
    ),
    "day in words": ({"details": {"released": "yesterday"}}, "the day it first came out, such as 2026-11-24."),
    "kind of project": (
        {"details": {"project": {"title": "Line 9", "type": "LP"}}},
        "it should be Single, EP or Album.",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG_FIELDS.values(), ids=WRONG_FIELDS)
def test_load_manifest__wrong_field__names_it_and_the_remedy(create_release, changes, sentence):
    assert sentence in refuse(create_release(**changes))


WRONG_PAYEES = {
    "unknown field": ([PAYEE | {"shares": "1"}], "shares (payees, entry 1) is not a field of a release: did you mean"),
    "not an address": ([PAYEE | {"account": "isla.eth"}], 'account (payees, entry 1) is "isla.eth"; it should be'),
    "bad checksum": (
        [PAYEE | {"account": PRODUCER.replace("C8", "c8")}],
        "which fails its checksum (EIP-55) or is nobody's: copy it again from the wallet.",
    ),
    "nobody": ([PAYEE | {"account": "0x" + "0" * 40}], "or is nobody's"),
    "same account twice": ([PAYEE, PAYEE], f"payees lists {PRODUCER} twice: add its shares up in one entry."),
    "shares below 100": ([PAYEE], "share: the payees' shares sum to 62.5 %, correct them to 100 %."),
    "shares above 100": (
        [PAYEE, {"account": SINGER, "share": "37.5001"}],
        "share: the payees' shares sum to 100.0001 %, correct them to 100 %.",
    ),
    "share of 0": ([PAYEE, {"account": SINGER, "share": "0.0"}], "share (payees, entry 2) is 0: give the payee"),
    "share with 5 decimals": ([PAYEE | {"share": "62.50001"}], "with at most 4 decimals"),
}


@pytest.mark.parametrize(("payees", "sentence"), WRONG_PAYEES.values(), ids=WRONG_PAYEES)
def test_load_manifest__wrong_payee__names_the_entry_and_the_remedy(create_release, payees, sentence):
    assert sentence in refuse(create_release(payees=payees))


WRONG_FILES = {
    "not YAML": (b"title: [", "is not readable YAML: line 1: "),
    "not a mapping": (b"Low Tide", 'the file is "Low Tide"; it should be a list of fields'),
    "empty": (b"", "the file is empty; it should be a list of fields"),
    "not UTF-8": (b"title: \xff", "is not readable YAML: it is not UTF-8 text, save it as such."),
    "control characters": (b"title: \x00", "is not readable YAML: it holds characters that YAML does not allow"),
    "field twice": (b"title: a\ntitle: b", "is not readable YAML: line 2: title is given twice, correct it."),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_load_manifest__broken_file__says_where(create_release, content, sentence):
    path = create_release()
    path.write_bytes(content)

    assert sentence in refuse(path)


def test_load_manifest__no_file__says_so(tmp_path):
    assert refuse(tmp_path / "release.yaml").startswith("There is no file ")


def test_load_manifest__folder_that_is_no_slug__asks_to_rename_it(create_release):
    assert refuse(create_release("Low Tide")).startswith("The folder 'Low Tide' names the release")


def test_pack_payees__in_any_order__ascend_by_account():
    late, early = Payee("0x" + "b" * 40, 400_000, None), Payee("0x" + "A" * 40, 600_000, "Isla Rook")

    assert pack_payees((late, early)) == [(early.account, 600_000), (late.account, 400_000)]
