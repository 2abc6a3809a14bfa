"""What a person does and sees on the page of a drop."""

from contextlib import ExitStack, contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Complaints
from tests.e2e.wallet import install

WCAG_22_AA = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PATIENCE_MS = 20_000


@contextmanager
def opened_screens(browser):
    """Yield `visit(url, *wallets, **options)`, each in a browser of its own; at the end no page may have complained."""
    with ExitStack() as stack:
        screens = []

        def visit(url, *wallets, **options):
            context = stack.enter_context(browser.new_context(**options))
            install(context, *wallets)
            screens.append(DropScreen(context.new_page(), url))
            return screens[-1]

        yield visit
        assert [screen.complaints.sentences for screen in screens] == [[] for _ in screens]


class DropScreen:
    """One open page of one drop."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.complaints = Complaints(page)
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)

    @property
    def primary(self) -> Locator:
        """The one button."""
        return self.page.locator("#primary")

    @property
    def problem(self) -> Locator:
        """The sentence under the button when something went wrong."""
        return self.page.locator("#problem")

    @property
    def slider(self) -> Locator:
        """The waveform."""
        return self.page.get_by_role("slider")

    def sees(self, label: str) -> None:
        """Wait until the button says `label`."""
        expect(self.primary).to_have_text(label, timeout=PATIENCE_MS)

    def reads(self, words: str) -> None:
        """Wait until the page says `words` somewhere visible."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible(timeout=PATIENCE_MS)

    def presses(self, label: str) -> None:
        """Wait for the button to say `label` and press it."""
        self.sees(label)
        self.primary.click()

    def connects(self, wallet_name: str | None = None) -> None:
        """Connect a wallet, choosing by name when there are several."""
        self.presses("Connect wallet")
        if wallet_name:
            self.page.get_by_role("button", name=wallet_name).click()

    def picks(self, phase: str) -> None:
        """Choose a phase by its name."""
        self.page.get_by_role("radio", name=phase).check()

    def is_at(self, phase: str) -> None:
        """Wait until the page stands at a phase."""
        expect(self.page.get_by_role("radio", name=phase)).to_be_checked(timeout=PATIENCE_MS)

    def looks_again(self) -> None:
        """Come back to the page, which then asks how the sale stands."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def fits(self) -> None:
        """Check that nothing is wider than the screen."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def plays(self) -> None:
        """Press play and wait until sound moves."""
        self.page.locator("#play").click()
        self.hears_past(0)

    def hears_past(self, seconds: float) -> None:
        """Wait until the sound has played past a second."""
        self.page.wait_for_function("(seconds) => document.querySelector('audio').currentTime > seconds", arg=seconds)

    def seeks(self, seconds: float) -> None:
        """Point at a moment on the waveform."""
        box = self.slider.bounding_box()
        length = float(self.slider.get_attribute("aria-valuemax") or 0)
        assert box is not None
        self.slider.click(position={"x": box["width"] * seconds / length, "y": box["height"] / 2})

    def length_seconds(self) -> float:
        """Return how long the sound is that the browser has opened."""
        return float(self.page.evaluate("document.querySelector('audio').duration"))

    def source(self) -> str:
        """Return where the sound comes from."""
        return str(self.page.evaluate("document.querySelector('audio').currentSrc"))

    def is_accessible(self) -> None:
        """Check the page as it stands against WCAG 2.2 AA."""
        results = Axe().run(self.page, options=WCAG_22_AA)
        assert results.violations_count == 0, results.generate_report()
