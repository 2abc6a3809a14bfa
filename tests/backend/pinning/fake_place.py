"""A place in memory that can also fail in every way a real one does."""

from backend.places.errors import BlockAbsent
from backend.places.place import CopyStatus, Report


class FakePlace:
    """Keeps archives at once. `problem` is raised by every question; `status` is what it says of what it has."""

    kind = "fake"

    def __init__(self, name="attic"):
        self.name = name
        self.archives = {}  # root as text -> bytes of the CAR
        self.blocks = {}  # Cid -> bytes
        self.names = {}  # root as text -> the name it was pinned under
        self.uploads = []  # root as text, each time one is brought
        self.unpinned = []
        self.problem = None
        self.status = CopyStatus.PINNED
        self.reference = None
        self.can_list = True
        self.is_closed = False

    async def pin(self, archive, name, reference):
        self._fail()
        root = str(archive.root)
        self.uploads.append(root)
        content = b"".join(archive.chunks())
        self.archives[root], self.names[root] = content, name
        for cid in archive.blocks:
            position = archive.locate(cid)
            self.blocks[cid] = content[position.offset : position.offset + position.length]
        return Report(self.status, reference=self.reference)

    async def check(self, root, reference):
        self._fail()
        return Report(self.status if str(root) in self.archives else CopyStatus.LOST, reference=reference)

    async def list_roots(self):
        self._fail()
        return set(self.archives) if self.can_list else None

    async def fetch_block(self, archive, cid):
        self._fail()
        if cid not in self.blocks:
            raise BlockAbsent(self.name, cid)
        return self.blocks[cid]

    async def download(self, root):
        self._fail()
        if str(root) not in self.archives:
            raise BlockAbsent(self.name, root)
        yield self.archives[str(root)]

    async def unpin(self, root, reference):
        self._fail()
        self.unpinned.append(str(root))
        self.archives.pop(str(root), None)

    async def close(self):
        self.is_closed = True

    def lose(self, root):
        """Forget an object with its blocks, as a service that closes does."""
        del self.archives[str(root)]
        self.blocks.clear()

    def _fail(self):
        if self.problem is not None:
            raise self.problem
