# The leash: outlives the guard to kill what the guard kept.
#
# usage: sh leash.sh MARKER CGROUP
#   MARKER  what QUORATE_GUARD begins with in the environment of everything to be killed
#   CGROUP  directory of the guard's cgroup, or an empty word
#
# Standard input is a pipe from the guard. Each line is an order; the end of input means that the guard is dead, however
# it died. Uses only what every POSIX shell has, and grep.

trap '' HUP INT TERM
marker=$1
cgroup=$2
known=' ' # pid:start of every process that the guard has seen to belong

while read -r order rest; do
  case $order in
    KNOWN) known=" $rest " ;;
    SIGNAL) kill -s "${rest%% *}" "${rest#* }" ;;
    GROUP) kill -s KILL -- "-$rest" ;;
  esac
done 2>/dev/null

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
