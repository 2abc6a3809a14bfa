"""Calls that any token of OpenZeppelin's with votes and permits answers, and what one answers to all of them."""

from dataclasses import dataclass
from itertools import chain

import boa
from eth_utils import keccak

from tests.contracts._calls import BEGIN, ROLES, Call, RawCall, ask_number, describe, send
from tests.contracts._chain import DAY, ETHER, ZERO_ADDRESS
from tests.contracts._signed_tokens import FAR_OFF, HOLDER, sign_delegation, sign_permit, turn_over

NAME, SYMBOL = "Warehouse Fans", "FAN"
TOKEN = "0x" + 40 * "7"
ARTIST, FAN, COLLECTOR, STRANGER = (ROLES[name] for name in ("artist", "fan", "collector", "stranger"))
CONSTANTS = "name symbol decimals totalSupply DOMAIN_SEPARATOR eip712Domain clock CLOCK_MODE"
SHARES = {ARTIST: 500 * ETHER, FAN: 300 * ETHER, HOLDER.address: 200 * ETHER}
ACCOUNTS = (*SHARES, COLLECTOR, STRANGER, ZERO_ADDRESS)
MARK_FOR_NOBODY = "0x" + 40 * "f"
BEYOND_ANY_SUPPLY = 2**256 - 1

TRANSFER, TRANSFER_FROM = "transfer(address,uint256)", "transferFrom(address,address,uint256)"
APPROVE, DELEGATE = "approve(address,uint256)", "delegate(address)"
PERMIT = "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"
DELEGATE_BY_SIG = "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)"
CHECKPOINTS = "checkpoints(address,uint32)"
STEPS, SECONDS_BETWEEN_QUESTIONS = 100, 9
NO_SIGNATURE = 27, bytes(32), bytes(32)


@dataclass(frozen=True)
class Difference:
    """A call that ours answers otherwise on purpose."""

    why: str
    call: Call
    ours: str  # the error that ours refuses with; nothing where it agrees


def describe_token():
    """Return what signing for a token asks of it."""
    return describe(TOKEN, NAME)


def permit(spender, amount, deadline=FAR_OFF, owner=HOLDER.address, signature=None, **changes):
    signature = signature or sign_permit(describe_token(), spender, amount, deadline=deadline, **changes)
    return Call(PERMIT, (owner, spender, amount, deadline, *signature))


def delegate_signed(delegate, nonce=None, expiry=FAR_OFF, signature=None):
    nonce = ask_number(TOKEN, "nonces(address)", HOLDER.address) if nonce is None else nonce
    signature = signature or sign_delegation(describe_token(), delegate, nonce=nonce, expiry=expiry)
    return Call(DELEGATE_BY_SIG, (delegate, nonce, expiry, *signature))


def play_constants():
    """Ask what never changes."""
    for name in CONSTANTS.split():
        yield Call(f"{name}()")


def play_passing_on():
    """Pass tokens on, for oneself and for others, well and badly."""
    for amount in (0, 7 * ETHER, 300 * ETHER, BEYOND_ANY_SUPPLY):
        yield Call(TRANSFER, (COLLECTOR, amount), "fan")
    yield Call(TRANSFER, (FAN, ETHER), "fan", after=1)
    yield Call(TRANSFER, (ZERO_ADDRESS, ETHER), "fan")
    yield Call(TRANSFER, (ZERO_ADDRESS, BEYOND_ANY_SUPPLY), "stranger")
    for allowed in (5 * ETHER, BEYOND_ANY_SUPPLY, 0):
        yield Call(APPROVE, (STRANGER, allowed), "fan")
        for amount in (0, 2 * ETHER, 4 * ETHER, 10**30):
            yield Call(TRANSFER_FROM, (FAN, ARTIST, amount), "stranger")
        yield Call(TRANSFER_FROM, (FAN, ZERO_ADDRESS, 1), "stranger")
        yield Call("allowance(address,address)", (FAN, STRANGER))
    yield Call(TRANSFER_FROM, (FAN, FAN, 1), "fan")
    yield Call(TRANSFER_FROM, (ZERO_ADDRESS, FAN, 0), "fan")
    yield Call(APPROVE, (ZERO_ADDRESS, 1), "fan")


def play_signing():
    """Bring what a holder signed, well and badly, once and again."""
    allowed = permit(STRANGER, 5)
    yield from (allowed, allowed, permit(STRANGER, 6, deadline=boa.env.timestamp))
    yield permit(STRANGER, 7, deadline=boa.env.timestamp - 1)
    yield permit(ZERO_ADDRESS, 8)
    yield permit(STRANGER, 9, nonce=0)
    yield permit(STRANGER, 9, owner=FAN)
    yield permit(STRANGER, 9, domain={"chainId": 137})
    yield Call(TRANSFER_FROM, (HOLDER.address, COLLECTOR, 6))
    delegated = delegate_signed(COLLECTOR)
    yield from (delegated, delegated, delegate_signed(FAN, expiry=boa.env.timestamp))
    yield delegate_signed(FAN, expiry=boa.env.timestamp - 1)
    yield delegate_signed(FAN, nonce=100)
    yield delegate_signed(ZERO_ADDRESS)
    yield delegate_signed(FAN, signature=NO_SIGNATURE)
    yield Call("nonces(address)", (HOLDER.address,))


def play_misshapen():
    """Call what there is not, and what there is with data that says nothing."""
    good = Call(TRANSFER, (FAN, 1)).data
    yield RawCall("nothing", b"")
    yield RawCall("half a selector", good[:2])
    yield RawCall("no such function", keccak(text="mint(address,uint256)")[:4] + good[4:])
    yield RawCall("too short", good[:-1], "fan")
    yield RawCall("longer than it is", good + b"more", "fan")
    yield RawCall("an address of more than 160 bits", good[:4] + b"\x01" + good[5:], "fan")
    yield RawCall("an index of more than 32 bits", Call(CHECKPOINTS, (FAN, 0)).data[:-5] + b"\x01" + bytes(4))
    yield Call(TRANSFER, (FAN, 1), "fan", value=1)


def play_at_length():
    """Do a hundred things that numbers chose, often several in a second."""
    for step in range(STEPS):
        first, second, third, how_much, later = keccak(text=f"step {step}")[:5]
        one, other = (ACCOUNTS[number % len(ACCOUNTS)] for number in (first, second))
        amount = (0, 1, 3 * ETHER, 90 * ETHER)[how_much % 4]
        sender, after = ("artist", "fan", "collector", "stranger")[third % 4], (0, 0, 1, 5)[later % 4]
        yield (
            Call(TRANSFER, (one, amount), sender, after),
            Call(TRANSFER, (one, amount), sender, after),
            Call(DELEGATE, (one,), sender, after),
            Call(APPROVE, (one, amount), sender, after),
            Call(TRANSFER_FROM, (one if one != ZERO_ADDRESS else FAN, other, amount), sender, after),
            delegate_signed(other),
        )[(first + second) % 6]


def play_questions():
    """Ask everything that is known of everyone, now and in the past."""
    now = boa.env.timestamp
    for account in ACCOUNTS:
        yield from (Call(f"{name}(address)", (account,)) for name in ("balanceOf", "delegates", "getVotes", "nonces"))
        yield Call("numCheckpoints(address)", (account,))
        for index in range(ask_number(TOKEN, "numCheckpoints(address)", account)):
            yield Call(CHECKPOINTS, (account, index))
        for time in (0, *range(BEGIN - 1, now, SECONDS_BETWEEN_QUESTIONS), now - 1, now, now + DAY, 2**48, 2**255):
            yield Call("getPastVotes(address,uint256)", (account, time))
    for time in (0, BEGIN - 1, BEGIN, now - 1, now, 2**48):
        yield Call("getPastTotalSupply(uint256)", (time,))


def list_differences():
    """Return all that ours answers otherwise on purpose, and why."""
    turned_permit = turn_over(*sign_permit(describe_token(), FAN, 1))
    turned_delegation = turn_over(*sign_delegation(describe_token(), FAN))
    beyond = ask_number(TOKEN, "numCheckpoints(address)", FAN)
    by_no_key = permit(FAN, 1, owner=ZERO_ADDRESS, signature=NO_SIGNATURE)
    to_the_mark = Call(DELEGATE, (MARK_FOR_NOBODY,), "fan")
    return [
        Difference(
            "tokens in the token would be nobody's for ever",
            Call(TRANSFER, (TOKEN, ETHER), "artist"),
            "ERC20InvalidReceiver(address)",
        ),
        Difference(
            "nobody gives away, so the zero address is named before its allowance",
            Call(TRANSFER_FROM, (ZERO_ADDRESS, FAN, 1)),
            "ERC20InvalidApprover(address)",
        ),
        Difference(
            "a turned signature is no signature: one error for both",
            delegate_signed(FAN, signature=turned_delegation),
            "ECDSAInvalidSignature()",
        ),
        Difference(
            "a permit that no key signed names the owner who did not sign, as any other",
            permit(FAN, 1, signature=turned_permit),
            "ERC2612InvalidSigner(address,address)",
        ),
        Difference("the same for a permit of nobody", by_no_key, "ERC2612InvalidSigner(address,address)"),
        Difference("a refusal in words, where theirs panics", Call(CHECKPOINTS, (FAN, beyond)), "Error(string)"),
        Difference("the last address marks who chose nobody: no key has it", to_the_mark, ""),
    ]


def play_all(deploy_token):
    """Return what a token answers to every call, alike and different, from the same beginning wherever it is played."""
    with boa.env.anchor():
        boa.env.timestamp = BEGIN
        boa.env.set_balance(FAN, 1)
        deploy_token(SHARES)
        plays = play_constants, play_passing_on, play_signing, play_misshapen, play_at_length, play_questions
        alike = [send(TOKEN, call) for call in chain.from_iterable(play() for play in plays)]
        return {"alike": alike, "different": [answer_apart(difference) for difference in list_differences()]}


def answer_apart(difference):
    """Return the answer to a call that changes nothing for the next."""
    with boa.env.anchor():
        return send(TOKEN, difference.call) | {"why": difference.why, "ours": difference.ours}
