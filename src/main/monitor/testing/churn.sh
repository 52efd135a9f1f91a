# Processes by the thousand: `churn.sh COUNT [PID]`. Each has a number of its own, as churn<number> in its name and, where it has exec'ed, at
# the end of its command line. Most end at once, after a fork of their own or none; of ten one execs under a new name, and one only
# takes one: these stay and take another name, until they are killed. With PID, numbers of processes are given out again from there on.
# Writes how many were born. Whatever stays waits for a line: when the test has gone, all of them end.
export STAY='echo "$0-again" >/proc/self/comm; read line <&3; kill -9 0'
count=$1
from=$2
born=0
set --
exec 3<&0 2>/dev/null # which would tell of each that is killed
while [ $born -lt "$count" ]; do
  born=$((born + 2))
  case $((born % 10)) in
    0)
      (
        echo churn$born >/proc/self/comm
        exec sh -c "$STAY" churn$born
      ) &
      set -- "$@" $!
      (
        echo churn$((born + 1)) >/proc/self/comm
        echo churn$((born + 1))-again >/proc/self/comm
        read line <&3
        kill -9 0
      ) &
      set -- "$@" $!
      ;;
    2)
      sh -c 'echo "$0" >/proc/self/comm' churn$born &
      (echo churn$((born + 1)) >/proc/self/comm) &
      ;;
    *)
      (
        echo churn$born >/proc/self/comm
        (echo churn$((born + 1)) >/proc/self/comm) &
        wait
      ) &
      ;;
  esac
  if [ $# -gt 20 ]; then
    kill -9 "$1" "$2"
    wait "$1" "$2"
    shift 2
  fi
  if [ -n "$from" ] && [ $((born % 100)) -eq 0 ]; then echo "$from" >/proc/sys/kernel/ns_last_pid; fi
done
kill -9 "$@"
wait
echo $born
