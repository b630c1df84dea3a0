# In the guest: the warden is killed while servers start and stop; then a reboot, after
# which this begins anew. At any time what is there of people's servers must be what the
# list says, and the rest what it was before anybody had one.
say() { echo "GUEST $*"; }
wrong() {
  say "wrong: $*"
  systemctl --no-pager --failed
  journalctl -b -n 80 --no-pager
  exit 1
}
# shortly WHAT COMMAND: until it holds; a minute and a half is a lot, also here.
shortly() {
  local what=$1 until=$((SECONDS + 90))
  shift
  until "$@" >/run/said 2>&1; do
    [ $SECONDS -lt $until ] || wrong "$what: $(cat /run/said)"
    read -rt 0.2 <> <(:) || true
  done
}
state=/var/lib/commonhall
come="cy dee eve fay"
stay="ada ben"
terminal() { pgrep -o -f "/user/$1/"; }
warden() { cat /sys/fs/cgroup/"$home"/cgroup.procs; }
# groups are those of servers, and in them there are none.
groups() { (cd /sys/fs/cgroup && find . -path './commonhall-*/*' -type d -printf '%f\n') | sort; }

# rest prints what the machine has beside what each server has.
rest() {
  echo "== accounts"
  cat /etc/passwd /etc/group
  ls /run/userdb
  (cd $state/homes && stat -c '%n %u' -- * | sort)
  echo "== mounts"
  cut -d' ' -f5 /proc/1/mountinfo /proc/"$(warden)"/mountinfo | sort
  echo "== rules"
  nft -s list ruleset
  echo "== links"
  ip -o link | sed 's/^[0-9]*: //; s/@.*//; s/:.*//' | grep -v '^cmh'
  echo "== other groups"
  ls -d /sys/fs/cgroup/*/
  echo "== in /run"
  find /run/commonhall ! -path '*/runs/*.json*' ! -name '*.lock' ! -name settings.boot | sort
}
# owned N: what there is of servers is what N of them have; says what is not.
owned() {
  local records runs left
  records=$(cd /run/commonhall/*/runs && ls | sed 's/\.json$//' | sort) runs=$(groups)
  left=$(
    [ "$records" = "$runs" ] || echo "records:" $records "groups:" $runs
    [ "$(echo "$runs" | grep -c .)" = "$1" ] || echo "groups:" $runs
    [ "$(ps -eo uid= | awk -v low="$low" '$1 >= low' | sort -u | grep -c .)" = "$1" ] || ps -eo uid,pid,ppid,stat,args | awk -v low="$low" '$1 >= low'
    [ "$(ip -o link | grep -c ' cmh[^:]*-')" = "$1" ] || ip -o link
    populated=$(find /sys/fs/cgroup/commonhall-* -mindepth 2 -name cgroup.events -exec grep -l 'populated 1' {} +)
    [ "$(echo "$populated" | grep -c .)" = "$1" ] || echo "populated:" $populated
    rest >/run/rest 2>&1
    diff /root/rest /run/rest
  )
  echo "$left"
  [ -z "$left" ]
}
listens() { commonhall server list; }
ready() {
  shortly "not everything runs" systemctl is-active --quiet commonhall.target commonhall-{hub,edge,warden,network}.service
  shortly "the list cannot be had" listens
  home=$(systemctl show -P ControlGroup commonhall-warden.service)
  home=${home#/}
  low=$(stat -c %u $state/homes/ada-*)
}
start() { commonhall server start "$1" --app terminal --wait; }

if [ -e /root/killed ]; then
  ready
  shortly "after the reboot something is left" owned 0
  say "the reboot has left nothing"
  start ada >/run/said 2>&1 || wrong "no server after the reboot: $(cat /run/said)"
  owned 1 >/run/said 2>&1 || wrong "the first server after the reboot: $(cat /run/said)"
  commonhall uninstall --yes >/run/said 2>&1 || wrong "uninstall: $(cat /run/said)"
  ! nft list tables | grep commonhall || wrong "rules are left"
  ! ip -o link | grep ' cmh' || wrong "links are left"
  ! ls -d /sys/fs/cgroup/commonhall* /run/commonhall 2>/dev/null || wrong "folders are left"
  exit 0
fi

say "cgroup $(stat -fc %T /sys/fs/cgroup), kernel $(uname -r)"
cp /tests/commonhall /root/commonhall
/root/commonhall setup --yes --https=off --jupyter=no >/run/said 2>&1 || wrong "setup: $(cat /run/said)"
printf 'servers:\n  network: internet\n  disk: 64M\n' >/etc/commonhall/commonhall.yaml
commonhall config apply >/run/said 2>&1 || wrong "apply: $(cat /run/said)"
commonhall user add $stay $come >/run/said 2>&1 || wrong "user add: $(cat /run/said)"
for name in $stay $come; do # whose homes are there from then on
  start "$name" >/run/said 2>&1 && commonhall server stop "$name" >/run/said 2>&1 || wrong "$name: $(cat /run/said)"
done
ready
rest >/root/rest 2>&1
shortly "something is left before anything was killed" owned 0
declare -A was
for name in $stay; do
  start "$name" >/run/said 2>&1 || wrong "$name: $(cat /run/said)"
  was[$name]=$(terminal "$name")
done
shortly "two servers, and what they have" owned 2
say "begins"

python3 /tests/kills-people.py /run/over /run/wrong $come &
kills=$(cat /tests/kills) last= began=$SECONDS n=0
while [ $n -lt "$kills" ] && [ ! -e /run/wrong ]; do
  now=
  until [ -n "$now" ] && [ "$now" != "$last" ]; do # without a process of our own for each look
    read -rt 0.01 <> <(:) || true
    { read -r now <"/sys/fs/cgroup/$home/cgroup.procs"; } 2>/dev/null || now=
  done
  # Every other time while it begins, and takes over what is there.
  read -rt "$((n % 2 ? RANDOM % 4 : 0)).$(printf %03d $((RANDOM % 600)))" <> <(:) || true
  kill -9 "$now" 2>/dev/null || continue
  n=$((n + 1)) last=$now
  [ $((n % 50)) != 0 ] || say "$n kills, $((SECONDS - began)) s"
done
touch /run/over
wait
[ ! -e /run/wrong ] || wrong "$(cat /run/wrong)"
say "$n kills in $((SECONDS - began)) s"
journalctl -b -p warning -u commonhall-hub.service -o cat --no-pager | sed 's/[0-9]\{3,\}[^ "]*/N/g; s/reference=.*//' | sort | uniq -c | sort -rn | head -12 | cut -c1-300
for name in $stay; do
  [ "$(terminal "$name")" = "${was[$name]}" ] || wrong "the server of $name was process ${was[$name]} and is $(terminal "$name")"
done
for name in $come; do
  shortly "$name's server does not stop" commonhall server stop "$name"
done
shortly "something is left that nobody owns" owned 2
[ "$(commonhall server list | grep -c running)" = 2 ] || wrong "the list says: $(commonhall server list)"
say "of ${n} kills nothing is left, and who stays has stayed"
touch /root/killed
sync
# The next boot is the other half of this: the end of this unit does not turn the guest off.
mkdir -p /run/systemd/system/tests.service.d
printf '[Service]\nExecStopPost=\n' >/run/systemd/system/tests.service.d/on.conf
systemctl daemon-reload
systemctl reboot
sleep 600
