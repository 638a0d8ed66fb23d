"""Make the example network: two years of communities, with their people.

In it, and only in it, a page lets you become anybody, and no mail leaves. With --scale it gets 200 communities
and 20,000 items, for measuring.
"""

import argparse

from tresse.commands import Refused
from tresse.commands.ground import bring_database_up_to_date, settle


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", action="store_true", help="200 communities and 20,000 items")


def run(options: argparse.Namespace) -> None:
    settle()
    if bring_database_up_to_date():
        print("The database is ready.")
    load(scale=options.scale)


def load(*, scale: bool = False) -> None:
    """Load the example network into a database that holds none."""
    from tresse.demo.load import load  # app ready
    from tresse.networks.queries import current_network  # app ready

    network = current_network()
    if network:
        raise Refused(f"this folder already holds a network, « {network} ». Choose another with --data DIR.")
    load(scale=scale)
    print("The example network is ready.")
