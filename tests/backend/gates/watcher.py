class Watcher:
    """Writes down what it is told."""

    def __init__(self):
        self.told = []

    async def gate_changed(self, session, slug):
        self.told.append(slug)

    async def taken_back(self, session, name, wallet):
        self.told.append((name, wallet))
