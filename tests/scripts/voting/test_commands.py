"""The commands as fans run them, in a process of their own."""


def test_propose_and_show__in_processes_of_their_own__say_what_the_server_says(ape, node, server_url, fan):
    wish = ("--title", "Longer votes", "--text", "Time for everybody.", "--backend", server_url)

    proposed = ape("governance", "propose", "set", "voting-period", "5 days", *wish, network=node.url)

    assert proposed.returncode == 0, proposed.stderr
    said = proposed.stdout.splitlines()[-1]
    assert said.startswith("“Longer votes” is proposed (")
    number = said.split("(")[1].split(")")[0]
    shown = ape("governance", "show", number, "--backend", server_url, network=node.url, is_reading=True)
    assert "\n  it would  change the voting period from 3 days to 5 days\n" in shown.stdout


def test_show__account__needs_no_passphrase_and_tells_its_votes(ape, node, server_url, artist):
    wish = ("--account", "TEST::0", "--backend", server_url)

    shown = ape("governance", "show", *wish, network=node.url, is_reading=True)

    assert shown.returncode == 0, shown.stderr
    assert f"  you       {artist.address} has 350,000 TIDE of votes" in shown.stdout.splitlines()
