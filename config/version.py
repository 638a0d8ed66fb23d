"""Which Tresse this is, for `tresse --version`, `/healthz` and the mails it sends."""

VERSION = "0.1.0"
