# The leash: outlives the guard to kill what the guard kept, and ends a guard that lets its deadline pass.
#
# usage: sh leash.sh MARKER CGROUP GUARD GRACE PAGE DEADLINE_AT PHASE_AT
#   MARKER       what QUORATE_GUARD begins with in the environment of everything to be killed
#   CGROUP       directory of the guard's cgroup, or an empty word
#   GUARD        process number of the guard
#   GRACE        how long after the end of the lease a guard may begin to kill, in 1/100 s
#   PAGE         the guard's page
#   DEADLINE_AT  where in it the end of the lease is, CLOCK_BOOTTIME in ns
#   PHASE_AT     where in it the guard's phase is
#
# Standard input is a pipe from the guard. Each line is an order; the end of input means that the guard is dead, however
# it died. Uses only what every POSIX shell has, grep, od, and a sleep that knows fractions.

trap '' HUP INT QUIT TERM
marker=$1
cgroup=$2
guard=$3
grace=$4
page=$5
deadline_at=$6
phase_at=$7
known=' ' # pid:start of every process that the guard has seen to belong

word() {
  od -A n -t d8 -v -j "$1" -N 8 "$page"
}

# Fills $left with the time until a guard must have begun to kill, in 1/100 s. Fails where that cannot be known.
look_at_clock() {
  deadline=$(word "$deadline_at") && [ -n "$deadline" ] && read -r up _ </proc/uptime || return 1
  left=$((deadline / 10000000 + grace - ${up%.*} * 100 - 1${up#*.} + 100))
}

# Waits for the end of the lease, which moves. A guard that has not begun to kill by then is stopped or starved, and so is
# the agent, or it would have killed it: ends it, whereupon the kernel ends its services, and the leash what is left.
watch() {
  nap=
  trap '[ -z "$nap" ] || kill -s KILL "$nap"; exit' USR1
  while look_at_clock && kill -s 0 $$; do
    if [ "$left" -le 0 ]; then
      [ "$(word "$phase_at")" -lt 2 ] && grep -qF "QUORATE_GUARD_SELF=$marker" "/proc/$guard/environ" || exit
      kill -s KILL "$guard"
      exit
    fi
    sleep "$((left / 100)).$((left / 10 % 10))$((left % 10))" &
    nap=$!
    wait "$nap"
    nap=
  done
}

watch 2>/dev/null &
watching=$!

while read -r order rest; do
  case $order in
    KNOWN) known=" $rest " ;;
    SIGNAL) kill -s "${rest%% *}" "${rest#* }" ;;
    GROUP) kill -s KILL -- "-$rest" ;;
  esac
done 2>/dev/null
kill -s USR1 "$watching" 2>/dev/null

# Fills $table with pid:parent:session:start of all processes that are not zombies.
look() {
  table=
  for directory in /proc/[0-9]*; do
    line=
    { read -r line <"$directory/stat"; } 2>/dev/null
    [ -n "$line" ] || continue
    set -f
    # shellcheck disable=SC2086
    set -- ${line##*) }
    set +f
    [ "$1" = Z ] || table="$table ${directory#/proc/}:$2:$4:${20}"
  done
  # shellcheck disable=SC2046
  marked=" $(echo $(grep -lsF -e "QUORATE_GUARD=$marker" /proc/[0-9]*/environ)) "
}

# Whether the process $pid of parent $parent in session $session, started at $start, belongs.
belongs() {
  case $known in *" $pid:$start "*) return 0 ;; esac
  case $marked in *" /proc/$pid/environ "*) return 0 ;; esac
  case $found in *" $parent "* | *" $session "*) return 0 ;; esac
  case $known in *" $session:"*) [ ! -d "/proc/$session" ] ;; *) return 1 ;; esac
}

# Fills $found with the numbers of all that belong, children and sessions of those that belong included.
choose() {
  found=' '
  before=
  while [ "$found" != "$before" ]; do
    before=$found
    for entry in $table; do
      pid=${entry%%:*} && entry=${entry#*:}
      parent=${entry%%:*} && entry=${entry#*:}
      session=${entry%%:*} && start=${entry#*:}
      case $found in *" $pid "*) continue ;; esac
      if belongs; then
        found="$found$pid "
        case $known in *" $pid:$start "*) ;; *) known="$known$pid:$start " ;; esac
      fi
    done
  done
}

quiet=0
round=0
while [ "$quiet" -lt 2 ] && [ "$round" -lt 600 ]; do
  round=$((round + 1))
  if [ -n "$cgroup" ] && [ -e "$cgroup/cgroup.kill" ]; then
    { echo 1 >"$cgroup/cgroup.kill"; } 2>/dev/null
  fi
  look
  choose
  if [ "$found" = ' ' ]; then
    quiet=$((quiet + 1))
  else
    quiet=0
    for pid in $found; do
      kill -s KILL "$pid" 2>/dev/null
    done
    [ "$round" -lt 20 ] || sleep 0.1
  fi
done
if [ -n "$cgroup" ]; then
  rmdir "$cgroup"/*/ "$cgroup" 2>/dev/null
fi
[ "$quiet" -ge 2 ]
