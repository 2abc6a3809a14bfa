"""Read the payees of a split that belongs to no drop; the first bad row is named by its line."""

import pytest

from scripts._payees import Payee
from scripts._payees_file import read_payees_file
from scripts._refusal import Refusal
from tests.scripts.releases import PRODUCER, SINGER

HEADER = "account,share,name\n"
NOBODY = "0x" + "0" * 40


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "band.csv"
        path.write_text(content)
        return read_payees_file(path)

    return read


def refuse(read, content):
    with pytest.raises(Refusal) as refused:
        read(content)
    return refused.value.message


def list_rows(count):
    return "".join(f"0x{number:040x},2\n" for number in range(1, count + 1))


def test_read_payees_file__default_case__reads_each_row(read):
    payees = read(f'{HEADER}{PRODUCER.lower()},62.5,"Rook, Isla"\n\n{SINGER},37.5\n')

    assert payees == (Payee(PRODUCER, 625_000, "Rook, Isla"), Payee(SINGER, 375_000, None))


def test_read_payees_file__fifty__fit(read):
    assert len(read("account,share\n" + list_rows(50))) == 50


REFUSED = {
    "nobody": (HEADER, "lists nobody: add a row for each payee, up to 50."),
    "51": (HEADER + list_rows(51), "line 52: a split pays at most 50 payees: give some a split of their own."),
    "twice": (f"{HEADER}{SINGER},50\n{SINGER.lower()},50\n", f"line 3: {SINGER} is in line 2 already: add its shares"),
    "less than all": (f"{HEADER}{SINGER},99.9999\n", "the payees' shares sum to 99.9999 %, correct them to 100 %."),
    "more than all": (f"{HEADER}{SINGER},60\n{PRODUCER},60\n", "the payees' shares sum to 120 %, correct them to"),
    "zero address": (f"{HEADER}{NOBODY},100\n", "line 2: account is the zero address, which is nobody's: remove"),
    "mistyped": (f"{HEADER}{SINGER[:-1]}d,100\n", "no address or mistyped: copy it again from the wallet."),
    "no share": (f"{HEADER}{SINGER}\n", "line 2: share is '': it should be a part of 100, at most 4 decimals"),
    "zero share": (f"{HEADER}{SINGER},0.0000\n", "line 2: share is '0.0000': it should be a part of 100"),
    "too exact": (f"{HEADER}{SINGER},0.00001\n", "line 2: share is '0.00001': it should be a part of 100"),
    "a cell too many": (f"{HEADER}{SINGER},100,Rook,Isla\n", "put a name with commas in quotes."),
    "header": (f"wallet,share\n{SINGER},100\n", "the header of a list of payees is account,share; name may follow."),
    "empty": ("", "is empty: its first line should be account,share."),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_read_payees_file__wrong__says_where_and_what_to_do(read, content, sentence):
    assert sentence in refuse(read, content)


def test_read_payees_file__missing__says_so(tmp_path):
    with pytest.raises(Refusal, match=r"band\.csv is no file: correct the path\.$"):
        read_payees_file(tmp_path / "band.csv")
