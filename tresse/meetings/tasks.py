from django_tasks import task

from tresse.meetings import actions


@task()
def forget_names() -> int:
    """Once a Chatham House session is over, keep no name of those who were expected."""
    return actions.forget_names_of_ended_sessions()
