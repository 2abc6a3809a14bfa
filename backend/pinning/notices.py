"""Tell the operator what became of the label's copies."""

import logging

import httpx

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 10


class Operator:
    """Reads the log, and where `webhook` is set, whatever answers there (Slack, Mattermost and ntfy take this form)."""

    def __init__(self, webhook: str, client: httpx.AsyncClient) -> None:
        self._webhook = webhook
        self._client = client

    async def tell(self, sentence: str) -> None:
        """Say something once; a webhook that fails is only logged, what it was told is in the log already."""
        logger.warning("%s", sentence)
        if not self._webhook:
            return
        try:
            answer = await self._client.post(self._webhook, json={"text": sentence}, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            # Its address is a secret, and httpx puts it into its own words.
            logger.warning("OPERATOR_WEBHOOK could not be told (%s)", type(error).__name__)
