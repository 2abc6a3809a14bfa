"""How a script says no: one sentence with the remedy, exit code 2, nothing half-made."""

import click


class Refusal(click.ClickException):
    """A reason not to go on that the person at the keyboard can act on."""

    exit_code = 2
