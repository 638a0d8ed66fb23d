from django_tasks import task

from tresse.core import outbox


@task()
def deliver_mail(mail_id: int) -> bool:
    """Send one mail of the outbox."""
    return outbox.deliver(mail_id)


@task()
def deliver_due_mails() -> int:
    """Try again what is due; how many left."""
    return sum(outbox.deliver(mail_id) for mail_id in outbox.due())
