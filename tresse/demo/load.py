"""The example network, made by the same actions as everybody's."""

from tresse.accounts.models import Person
from tresse.networks import actions


def load(*, scale: bool = False) -> None:
    """Make the example network. `scale` adds 200 communities and 20,000 items, for measuring."""
    steward = Person.objects.create_user("solene@example.org", "Solène Kermarrec")
    actions.found_network(steward=steward, name="Réseau d'exemple", short_name="Exemple", is_example=True)
