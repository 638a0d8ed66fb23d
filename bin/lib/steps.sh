# A check is a list of named steps. Each says its name, then how it went and how long it took; a failure does not
# hide what comes after it, and the last lines say what failed. Sourced after ground.sh.

steps_passed=0
steps_failed=()

step() { # step NAME COMMAND…
    local name=$1 began=$SECONDS
    shift
    printf '\n── %s\n' "$name"
    if "$@"; then
        steps_passed=$((steps_passed + 1))
        printf '   ok, %s s\n' $((SECONDS - began))
    else
        steps_failed+=("$name")
        printf '   FAILED: %s (%s s): %s\n' "$name" $((SECONDS - began)) "$*"
    fi
}

steps_end() {
    printf '\n'
    for name in "${steps_failed[@]}"; do printf 'FAILED: %s\n' "$name"; done
    printf 'Everything took %s s.\n' "$SECONDS"
    printf 'steps: %s passed, %s failed\n' "$steps_passed" "${#steps_failed[@]}"
    [ ${#steps_failed[@]} = 0 ]
}
