"""Write what OpenZeppelin's governor answers, so that ours is held to it: python -m tests.bench.governor_answers."""

import json

import boa
from eth_abi import encode

from tests.bench.bare_tokens import compile_solidity
from tests.contracts._calls import ROLES
from tests.contracts._chain import ZERO_ADDRESS, load
from tests.contracts._governor_calls import GOVERNOR, NAME, TOKEN, play_all
from tests.contracts.fan_governor.test_openzeppelin import ANSWERS


def main():
    code = bytes.fromhex(compile_solidity("PeerGovernor.sol")["PeerGovernor"]["bytecode"])
    code += encode(["address", "string", "address"], [TOKEN, NAME, ROLES["guardian"]])
    token = load("governance/FanToken.vy")

    answers = play_all(
        lambda shares: token.deploy("Fan", "FAN", shares, (ZERO_ADDRESS, 0, 0, 0), True, override_address=TOKEN),
        lambda: boa.env.deploy_code(bytecode=code, override_address=GOVERNOR),
    )
    lines = ",\n".join(map(json.dumps, answers))
    ANSWERS.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
