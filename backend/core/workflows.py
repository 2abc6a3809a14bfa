"""What runs durable workflows, as those see it who ask for them."""

from typing import Protocol


class WorkflowEngine(Protocol):
    """Runs one kind of workflow; its arguments are text, so that any worker can take it up again."""

    async def start(self, workflow_id: str, *arguments: str) -> None:
        """Start a workflow; starting the same one again does nothing."""

    async def has_died(self, workflow_id: str) -> bool:
        """Tell whether a workflow ended without finishing."""
