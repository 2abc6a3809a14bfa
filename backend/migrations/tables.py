"""Every table, so that migrations can be compared with the models."""

from sqlmodel import SQLModel

import backend.catalog.models
import backend.chain.models
import backend.drops.models
import backend.gates.models
import backend.governance.models
import backend.holdings.models
import backend.identity.models
import backend.listening.models
import backend.pinning.models
import backend.relay.models
import backend.royalties.models  # noqa: F401 - importing a module declares its tables

METADATA = SQLModel.metadata
