"""What the logs leave out: an address that is a right (docs/adr/0013) is nobody's to read in them."""

import logging
import re

SECRET = re.compile(r"(/(?:a|d|g|i|s|v|w|ics|mail/stop)/)[\w-]{19,}")


class WithoutSecrets(logging.Filter):
    """Of a page that went wrong the log says where, not for whom."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub(r"\1…", record.getMessage()), ()
        return True
