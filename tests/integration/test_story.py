"""The main story on Ape's own chain: what scripts and backend will see."""

import ape
from eth_utils import to_checksum_address

from tests.contracts._payees import pack, tag_of_release


def test_create_drop__by_the_artist__emits_what_the_backend_reads(label, artist, release, terms, payees):
    receipt = label.create_drop(release, terms, payees, sender=artist)

    (event,) = receipt.decode_logs(label.DropCreated)
    assert (event.release, event.drop) == (release, label.drop_of(release))
    assert list(event.terms) == list(terms.values())
    assert [(to_checksum_address(account), share) for account, share in event.payees] == payees


def test_create_drop__by_a_stranger__reverts(label, fan, release, terms, payees):
    with ape.reverts("label: not allowed"):
        label.create_drop(release, terms, payees, sender=fan)


def test_mint__by_a_collector__emits_what_the_backend_reads(drop, collector, price):
    receipt = drop.mint(collector, 2, value=2 * price, sender=collector)

    (sale,) = receipt.decode_logs(drop.EditionMinted)
    assert (sale.recipient, sale.first_serial, sale.quantity, sale.paid) == (collector.address, 1, 2, 2 * price)
    assert [log.token_id for log in receipt.decode_logs(drop.Transfer)] == [1, 2]


def test_mint__with_the_wrong_payment__reverts(drop, collector, price):
    with ape.reverts("drop: wrong payment"):
        drop.mint(collector, 1, value=price - 1, sender=collector)


def test_edition__after_a_transfer__belongs_to_the_fan(drop, collector, fan, price):
    drop.mint(collector, 3, value=3 * price, sender=collector)

    drop.safeTransferFrom(collector, fan, 2, sender=collector)

    assert [drop.ownerOf(serial) for serial in (1, 2, 3)] == [collector, fan, collector]


def test_money__from_mint_to_payees__arrives_in_shares(
    label, release, drop, split, collector, artist, producer, keeper, payees, price
):
    drop.mint(collector, 3, value=3 * price, sender=collector)
    before = [artist.balance, producer.balance]

    drop.withdraw(sender=keeper)
    split.distribute(pack(payees), tag_of_release(label, release), sender=keeper)

    assert [artist.balance - before[0], producer.balance - before[1]] == [3 * price * 7 // 10, 3 * price * 3 // 10]
    assert (drop.balance, split.balance) == (0, 0)
