# shellcheck shell=bash disable=SC2154
# The one place that knows how a mock tells what of the contract was exercised.

# report_coverage URL MIN: adds a table to the job's summary; not 0 where less than MIN per cent was exercised.
report_coverage() {
  local commands
  commands="$("${wan_mock[@]}" --help)"
  if ! grep -q '^  coverage ' <<<"$commands"; then
    [ -n "$2" ] || return 0
    complain "min-coverage needs a wan-mock that has the command coverage"
    return 2
  fi
  "${wan_mock[@]}" coverage "$1" --format github ${2:+--min "$2"}
}
