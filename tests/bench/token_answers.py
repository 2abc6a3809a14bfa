"""Write what OpenZeppelin's token answers, so that ours is held to it: python -m tests.bench.token_answers."""

import json

import boa
from eth_abi import encode

from tests.bench.bare_tokens import compile_solidity
from tests.contracts._token_calls import NAME, SYMBOL, TOKEN, play_all
from tests.contracts.fan_token.test_openzeppelin import ANSWERS


def main():
    code = bytes.fromhex(compile_solidity("PeerToken.sol")["PeerToken"]["bytecode"])

    def deploy(shares):
        created = encode(
            ["string", "string", "address[]", "uint256[]"], [NAME, SYMBOL, list(shares), [*shares.values()]]
        )
        boa.env.deploy_code(bytecode=code + created, override_address=TOKEN)

    answers = play_all(deploy)
    parts = (f'"{part}": [\n' + ",\n".join(map(json.dumps, calls)) + "\n]" for part, calls in answers.items())
    ANSWERS.write_text("{" + ",\n".join(parts) + "}\n")


if __name__ == "__main__":
    main()
