#!/usr/bin/env bash
# Writes the summary of the job, ends the mock, and fails where too little of the contract was exercised or,
# when told so, where the client showed bad habits.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=ci/shared.sh
. "$here/shared.sh"

check_min_coverage "$INPUT_MIN_COVERAGE"
check_switch fail-on-habits "$INPUT_FAIL_ON_HABITS"
[ -f "$state/pid" ] || fail "no mock runs: an earlier step has to start one with mode: start and no command"
pid="$(cat "$state/pid")"
url="$(cat "$state/url")"
log="$state.log"
load_program

is_running "$pid" || { show_file "$log"; rm -rf "$state"; fail "the mock at $url ended before the tests did"; }

verdict=0
# shellcheck source=ci/coverage.sh
. "$here/coverage.sh"
report_coverage "$url" "$INPUT_MIN_COVERAGE" || verdict=$?
if [ "$INPUT_FAIL_ON_HABITS" = true ]; then
  report_habits "$url" || verdict=$?
fi

stop_mock "$pid"
rm -rf "$state"
# What the mock says at its end: tasks, refused requests, what the paid service would have cost.
told="$(sed -n '/^wan-mock stopped:/,$p' "$log")"
if [ -n "$told" ]; then
  printf '%s\n' "$told"
  # shellcheck disable=SC2016 # a code block
  printf '### wan-mock\n\n```text\n%s\n```\n' "$told" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$verdict"
