"""Put a label on chain: the code its drops and splits share, then the label itself."""

from scripts._chain import Chain, Quote
from scripts._deployment import Deployment, Part, load_contract
from scripts._deployments import CONTRACTS, Deployments
from scripts._screen import Screen

SHOWN = {
    "RoyaltySplit": "the code that every split shares",
    "ManagedSplit": "the code of splits whose payees an owner can change",
    "DropOffice": "the half of every drop's code that its label decides in",
    "MixDrop": "the half that sells and moves editions",
    "Label": "the label itself, which creates drops and splits",
}

# What no label refers to: one that was deployed before there was such code can still have it.
ADDED_LATER = ("ManagedSplit",)

# What creating a contract costs by the yellow paper and EIP-2028, EIP-3860; the node cannot be asked about the label
# before the code it refers to exists.
CREATION_GAS = 53_000
BYTE_GAS = 16
INIT_WORD_GAS = 2
CODE_BYTE_GAS = 200
CONSTRUCTOR_GAS = 60_000
WORD_BYTES = 32


class LabelDeployment:
    """The transactions that open a label; each is done once, however often this is run."""

    def __init__(self, chain: Chain, deployments: Deployments, screen: Screen) -> None:
        self._deployment = Deployment(chain, deployments, screen)
        self._chain = chain
        self._deployments = deployments
        self._screen = screen

    def run(self) -> str:
        """Deploy what is missing and return the label's address."""
        self._check_records()
        label = self._deployments.find_contract("Label")
        if label:
            self._screen.say(f"The label is at {label['address']} on {self._chain.network.title} already.")
        wanted = [Part(name, SHOWN[name]) for name in CONTRACTS]
        if label:
            wanted = [part for part in wanted if part.name in ADDED_LATER]
        for part in wanted:
            self._settle(part)
        missing = [part for part in wanted if not self._deployments.find_contract(part.name)]
        self._agree(missing)
        for part in missing:
            self._deploy(part)
        if label and missing:
            self._screen.say("Start the backend again before you create a split, so that it follows it.")
        return self._address_of("Label")

    def _check_records(self) -> None:
        """Drop the records of a local chain that was wiped; anywhere else a missing contract is a mistake."""
        if any(self._deployment.is_gone(name) for name in CONTRACTS):
            self._screen.say("The local chain was wiped since the label was deployed: it is deployed again.")
            self._deployments.forget()
            self._chain.journal.forget()

    def _settle(self, part: Part) -> None:
        """Record a contract whose transaction was sent by a run that did not get to record it."""
        mined = None if self._deployments.find_contract(part.name) else self._deployment.settle(part)
        if mined:
            self._deployment.record(part, mined, self._list_arguments(part.name))
            self._chain.journal.strike(part.step)

    def _agree(self, missing: list[Part]) -> None:
        if not missing:
            return
        lines = [f"To be deployed on {self._chain.network.title}:"]
        lines += [f"  {part.name:<13} {part.shown}" for part in missing]
        if any(part.name == "Label" for part in missing):
            lines.append(f"  owner         {self._chain.account.address}")
        lines.append("  gas           ")
        self._deployment.agree("\n".join(lines), [self._foresee(part.name) for part in missing])

    def _foresee(self, name: str) -> Quote:
        """Return the likely cost of a contract before the contracts it refers to exist."""
        code = load_contract(name).contract_type
        creation = len(code.deployment_bytecode.bytecode) // 2
        runtime = len(code.runtime_bytecode.bytecode) // 2
        init_gas = (BYTE_GAS + INIT_WORD_GAS / WORD_BYTES) * creation
        return self._chain.price(int(CREATION_GAS + CONSTRUCTOR_GAS + init_gas + CODE_BYTE_GAS * runtime))

    def _deploy(self, part: Part) -> None:
        arguments = self._list_arguments(part.name)
        self._deployment.record(part, self._deployment.create(part, arguments), arguments)
        self._chain.journal.strike(part.step)

    def _list_arguments(self, name: str) -> list[str]:
        if name == "MixDrop":
            return [self._address_of("DropOffice")]
        if name == "Label":
            return [self._address_of("MixDrop"), self._address_of("RoyaltySplit"), self._chain.account.address]
        return []

    def _address_of(self, name: str) -> str:
        record = self._deployments.find_contract(name) or {}
        return str(record["address"])
