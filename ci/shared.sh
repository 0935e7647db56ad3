# shellcheck shell=bash disable=SC2034
# Read by the other scripts of this folder; written for the bash 3.2 of macOS too.

# Where a running mock is remembered from one step to the next.
state="${RUNNER_TEMP:-${TMPDIR:-/tmp}}/wan-mock"

# Says what is wrong, as an annotation of the job.
complain() {
  # A line break would end the annotation, or begin another command to the runner, which reads %0A as one.
  printf '::error title=wan-mock::%s\n' "$(printf '%s' "${1//%/%25}" | tr '\r\n' '  ')"
}

# The same, and ends the step; 2 tells that an input has to be changed.
fail() {
  complain "$1"
  exit "${2:-1}"
}

# Prints a file so that no line of it is a command to the runner.
show_file() {
  local token="stop-$$-$RANDOM$RANDOM"
  printf '::stop-commands::%s\n' "$token"
  cat -- "$1"
  printf '\n::%s::\n' "$token"
}

check_switch() {
  case "$2" in
    true | false) ;;
    *) fail "$1 is true or false, got '$2'" 2 ;;
  esac
}

check_min_coverage() {
  case "$1" in
    '' | 100) ;;
    *) [[ "$1" =~ ^[0-9]{1,2}(\.[0-9]+)?$ ]] || fail "min-coverage is a number from 0 to 100, got '$1'" 2 ;;
  esac
}

# Sets the array wan_mock to the command that runs the program start.sh chose.
load_program() {
  local program
  program="$(cat "$state/program")"
  case "$program" in
    *.js | *.mjs) wan_mock=(node "$program") ;;
    *) wan_mock=("$program") ;;
  esac
}

is_running() {
  kill -0 "$1" 2>/dev/null || return 1
  # Where nobody collects ended processes, as in some containers, one lingers as a zombie.
  ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"
}

# Ends a mock and waits until it is gone: ten seconds to finish what is in flight.
stop_mock() {
  local tries=100
  kill -TERM "$1" 2>/dev/null || return 0
  while is_running "$1"; do
    if [ "$tries" -eq 0 ]; then
      kill -KILL "$1" 2>/dev/null || true
      return 0
    fi
    tries=$((tries - 1))
    sleep 0.1
  done
}
