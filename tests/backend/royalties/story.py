"""What splits, drops and tokens say, as events that are not in a block yet."""

from backend.catalog.fingerprint import release_key
from tests.backend.chain.fake_chain import LABEL, NOBODY, create_event
from tests.backend.drops.test_projection import OPTIONS, TERMS
from tests.backend.royalties.rows import DJ, FAN, SHARES, SPLIT, TOKEN

DROP = "0x" + "D0" * 20
CODE, MANAGED_CODE = "0x" + "c1" * 20, "0x" + "C2" * 20
COIN, USDC = 10**18, 10**6
OWN_SPLIT = "0x" + "52" * 20
CURATOR = "0x" + "cc" * 20


def words(shares):
    """Write payees as the chain does."""
    return [int(account, 16) << 96 | share for account, share in shares]


def drop_creation(slug="warehouse", drop=DROP, split=SPLIT, shares=SHARES):
    payees = [{"account": account, "share": share} for account, share in shares]
    arguments = {"release": release_key(slug), "drop": drop, "split": split, "terms": TERMS, "payees": payees}
    return create_event("DropCreated", **arguments, options=OPTIONS)


def split_creation(split=OWN_SPLIT, code=CODE, tag=5_000, shares=SHARES):
    return create_event("SplitCreated", address=code, split=split, payees=words(shares), tag=tag)


def managed_creation(split=OWN_SPLIT, owner=CURATOR, shares=SHARES):
    told = {"split": split, "owner": owner, "payees": words(shares), "tag": 0, "currencies": []}
    return create_event("ManagedSplitCreated", address=MANAGED_CODE, **told)


def allowance(token=TOKEN, is_allowed=True, label=LABEL):
    return create_event("CurrencyAllowed", address=label, currency=token, is_allowed=is_allowed)


def coin_in(amount, sender=FAN, split=SPLIT):
    return create_event("RoyaltyReceived", address=split, sender=sender, amount=amount)


def token_in(amount, sender=FAN, split=SPLIT, token=TOKEN):
    return create_event(address=token, sender=sender, receiver=split, value=amount)


def distributed(amount, currency=NOBODY, split=SPLIT):
    return create_event("RoyaltyDistributed", address=split, currency=currency, amount=amount)


def rewarded(amount, currency=NOBODY, split=SPLIT):
    return create_event("RewardPaid", address=split, caller=FAN, currency=currency, amount=amount)


def owed(payee, amount, split=SPLIT):
    return create_event("RoyaltyOwed", address=split, payee=payee, amount=amount)


def withdrawn(amount, payee=DJ, recipient=DJ, currency=NOBODY, split=SPLIT):
    told = {"payee": payee, "recipient": recipient, "currency": currency, "amount": amount}
    return create_event("RoyaltyWithdrawn", address=split, **told)


def handed_over(split, owner):
    return create_event("OwnershipTransferred", address=split, previous_owner=CURATOR, new_owner=owner)


def renounced(split=OWN_SPLIT):
    return handed_over(split, NOBODY)


def payees_changed(shares, split=OWN_SPLIT):
    return create_event("PayeesChanged", address=split, payees=words(shares))
