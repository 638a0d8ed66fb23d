# What the commands of bin/ share: where they stand, how they speak, how they get what is missing.
# Sourced, never run. After it, the working directory is the root of the clone.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PYTHONUTF8=1

refuse() { # one sentence, then the end
    echo "$(basename "$0"): $*" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# need_packages PACKAGE… : Debian's packages, installed when we may, asked for in one sentence when we may not.
need_packages() {
    [ $# -gt 0 ] || return 0
    if ! is_root || ! command -v apt-get >/dev/null; then
        refuse "these Debian packages are missing: $*. Install them (as root: apt-get install $*), then run this again."
    fi
    echo "Installing with apt-get: $*"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } </dev/null >"$(log_of apt)" 2>&1 ||
        { tail -n 20 "$(log_of apt)" >&2; refuse "apt-get could not install $*."; }
}

log_of() { echo "${TMPDIR:-/tmp}/tresse-$1-$(id -u).log"; }

# missing COMMAND PACKAGE : the package, if the command is not there.
missing() { command -v "$1" >/dev/null || echo "$2"; }

# missing_library NAME PACKAGE : the package, if no such library is there. Playwright's own Node needs libatomic.
missing_library() { /sbin/ldconfig -p | grep -F "$1" >/dev/null || echo "$2"; }
