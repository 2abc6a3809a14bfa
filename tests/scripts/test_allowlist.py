import pytest

from scripts._allowlist import Entry, read_allowlist, read_wallets
from scripts._currencies import COIN, Currency
from scripts._refusal import Refusal
from tests.scripts.releases import PRODUCER, SINGER

USDC = Currency("0x" + "11" * 20, "USDC", 6)
FIELD = "allowlist (phases, entry 1)"
HEADER = "wallet,quantity,price\n"


@pytest.fixture
def read(tmp_path):
    def read(content, price=None, currency=USDC):
        path = tmp_path / "friends.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_allowlist(FIELD, path, price, currency).entries

    return read


def refuse(read, content, **options):
    with pytest.raises(Refusal) as refused:
        read(content, **options)
    return refused.value.message


def test_read_allowlist__default_case__reads_each_row_in_order(read):
    entries = read(f"{HEADER}{PRODUCER},2,4.5\n{SINGER.lower()},1,0\n")

    assert entries == (Entry(PRODUCER, 2, 4_500_000), Entry(SINGER, 1, 0))


@pytest.mark.parametrize(
    "content",
    [f"wallet,quantity\n{PRODUCER},2\n", f"{HEADER}{PRODUCER},2,\n", f"{HEADER}{PRODUCER},2\n"],
    ids=["no column", "empty cell", "short row"],
)
def test_read_allowlist__without_a_price__takes_that_of_the_phase(read, content):
    assert read(content, price=7) == (Entry(PRODUCER, 2, 7),)


def test_read_allowlist__columns_in_another_order__are_read_by_name(read):
    assert read(f"quantity,wallet\n2,{PRODUCER}\n", price=7) == (Entry(PRODUCER, 2, 7),)


def test_read_allowlist__as_a_spreadsheet_saves_it__is_fine(read):
    saved = b"\xef\xbb\xbf" + f'wallet,quantity,price\r\n"{PRODUCER}", 2 ,"4.5"\r\n\r\n,,\r\n'.encode()

    assert read(saved) == (Entry(PRODUCER, 2, 4_500_000),)


def test_read_allowlist__price_in_coin__has_18_decimals(read):
    assert read(f"{HEADER}{PRODUCER},1,0.000000000000000001\n", currency=COIN)[0].price == 1


WRONG_ROWS = {
    "not an address": ("isla.eth,1,1", "wallet is 'isla.eth', no address: it should be 0x and 40 hexadecimal digits."),
    "wrong checksum": (
        f"{PRODUCER.replace('C8', 'c8')},1,1",
        f"wallet is {PRODUCER.replace('C8', 'c8')}, which fails its checksum (EIP-55): copy it again.",
    ),
    "zero address": (f"0x{'0' * 40},1,1", "wallet is the zero address, which is nobody's: remove the row."),
    "twice": (f"{SINGER.lower()},1,1", f"{SINGER} is in line 2 already: keep one of them."),
    "quantity of 0": (f"{PRODUCER},0,1", "quantity is '0': it should be a whole number from 1 to 65535."),
    "quantity too large": (f"{PRODUCER},65536,1", "quantity is '65536': it should be a whole number from 1 to 65535."),
    "quantity in words": (f"{PRODUCER},two,1", "quantity is 'two': it should be a whole number from 1 to 65535."),
    "quantity in other digits": (f"{PRODUCER},²,1", "quantity is '²': it should be a whole number from 1 to 65535."),
    "no quantity": (f"{PRODUCER},,1", "quantity is '': it should be a whole number from 1 to 65535."),
    "price in words": (f"{PRODUCER},1,free", "price is 'free': it should be an amount of USDC such as \"4.5\"."),
    "negative price": (f"{PRODUCER},1,-1", "price is '-1': it should be an amount of USDC such as \"4.5\"."),
    "price too precise": (f"{PRODUCER},1,1.0000001", "price is 1.0000001, but USDC has 6 decimals: shorten it."),
    "price too high": (
        f"{PRODUCER},1,{10**24}",
        f"price is {10**24} USDC, more than there will ever be: lower it.",
    ),
    "no price anywhere": (f"{PRODUCER},1,", "price is empty and the phase has none: give one of them."),
    "cells without a column": (f"{PRODUCER},1,1,1", "there are 4 cells for 3 columns: remove some."),
}


@pytest.mark.parametrize(("row", "sentence"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_read_allowlist__bad_row__is_named_by_file_and_line(read, row, sentence):
    assert refuse(read, f"{HEADER}{SINGER},1,1\n{row}\n") == f"friends.csv, line 3: {sentence}"


WRONG_HEADERS = {
    "unknown column": ("wallet,quantity,prize", "'prize' is no column of a list: "),
    "missing column": ("wallet,price", "the column quantity is missing: "),
    "column twice": ("wallet,quantity,wallet", "the column wallet is there twice: "),
    "no header": (f"{PRODUCER},1,1", f"'{PRODUCER}' is no column of a list: "),
}


@pytest.mark.parametrize(("header", "sentence"), WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_read_allowlist__wrong_header__says_how_it_should_be(read, header, sentence):
    refusal = refuse(read, f"{header}\n{SINGER},1,1\n")

    assert refusal == f"friends.csv, line 1: {sentence}the header is wallet,quantity,price, price may be left out."


WRONG_FILES = {
    "empty": (b"", "is empty: its first line should be wallet,quantity,price."),
    "header only": (HEADER.encode(), "lists nobody: add a row for each wallet."),
    "not UTF-8": (b"wallet,quantity\n\xff", "is not UTF-8 text: save it as such."),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_read_allowlist__broken_file__says_so(read, content, sentence):
    refusal = refuse(read, content)

    assert refusal.startswith(f"{FIELD}: ")
    assert refusal.endswith(f"friends.csv {sentence}")


def test_read_allowlist__quote_left_open__names_the_line(read):
    assert refuse(read, f'{HEADER}"{PRODUCER},1,1\n').startswith("friends.csv, line 2: this is no CSV (")


def test_read_allowlist__no_file__says_so(tmp_path):
    with pytest.raises(Refusal, match=r"friends\.csv is no file: correct the path\."):
        read_allowlist(FIELD, tmp_path / "friends.csv", 1, COIN)


def test_read_allowlist__more_rows_than_a_list_holds__names_the_line(read):
    rows = "".join(f"0x{number:040x},1\n" for number in range(1, 100_002))

    refusal = refuse(read, f"wallet,quantity\n{rows}", price=1)

    assert refusal == "friends.csv, line 100002: a list has at most 100,000 rows: spread it over two phases."


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "guests.csv"
        path.write_text(content)
        return path

    return write


def test_read_wallets__default_case__keeps_their_order(write):
    assert read_wallets(write(f"wallet\n{SINGER.lower()}\n{PRODUCER}\n")) == (SINGER, PRODUCER)


def test_read_wallets__other_columns_that_may_be_there__are_left_out(write):
    content = f"quantity,wallet\n2,{SINGER.lower()}\n,{PRODUCER}\n"

    assert read_wallets(write(content), may_have=("quantity", "price")) == (SINGER, PRODUCER)


def test_read_wallets__column_nobody_knows__names_those_that_may_be_there(write):
    with pytest.raises(Refusal, match=r"line 1: the header of a list of wallets is wallet; quantity and price may"):
        read_wallets(write(f"wallet,name\n{PRODUCER},Isla\n"), may_have=("quantity", "price"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (",,\n", "guests.csv, line 1: the header of a list of wallets is wallet, and"),
        (
            f"wallet,quantity\n{PRODUCER},1\n",
            "guests.csv, line 1: the header of a list of wallets is wallet, and",
        ),
        (
            f"wallet\n{PRODUCER}\n{PRODUCER}\n",
            f"guests.csv, line 3: {PRODUCER} is in line 2 already: keep one of",
        ),
        ("wallet\nisla.eth\n", "guests.csv, line 2: wallet is 'isla.eth', no address"),
        ("wallet\n", "guests.csv lists nobody: add a row for each wallet."),
    ],
    ids=["blank rows", "other columns", "twice", "not an address", "header only"],
)
def test_read_wallets__bad_row__is_named_by_file_and_line(write, content, sentence):
    with pytest.raises(Refusal) as refused:
        read_wallets(write(content))
    assert sentence in refused.value.message
